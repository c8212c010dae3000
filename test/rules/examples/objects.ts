import { bad, badAt, badObject, type Examples, edit, good, goodObject } from './example.ts';
import { app, nameLabel, web } from './places.ts';

const annotation = (key: string) => `metadata.annotations["${key}"]`;

export const objectExamples: Examples = {
  'object-namespace': [
    bad('Role/rel-jobs', 'metadata.namespace'),
    goodObject({
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'rel-high' },
    }),
  ],
  'object-labels': [bad('Ingress/rel-shop', nameLabel)],
  'object-unique': [badObject('metadata.name', { metadata: { name: 'rel-shop' } })],
  'names-valid': [
    badObject('metadata.name', { metadata: { name: 'my.app' } }),
    badObject('metadata.name', { metadata: { name: '1234' } }),
    badObject('metadata.name', { metadata: { name: 'a'.repeat(64) } }),
    goodObject({ metadata: { name: 'a'.repeat(63) } }),
  ],
  'name-scalars': [
    bad(web, `${app}.envFrom[0].configMapRef.name`, 1234),
    bad('ConfigMap/rel-shop', 'metadata.labels.team', true),
  ],
  'labels-valid': [
    bad(web, 'metadata.labels["helm.sh/chart"]', 'shop-1.0.0+build'),
    bad(web, 'spec.template.metadata.labels.team', 'a'.repeat(64)),
  ],
  'no-empty-keys': [bad(web, 'spec.template.spec.nodeSelector', null)],
  'api-versions': [
    bad('PodDisruptionBudget/rel-shop', 'apiVersion', 'policy/v1beta1'),
    bad('HTTPRoute/rel-shop', 'apiVersion', 'gateway.networking.k8s.io/v1beta1'),
    badObject('kind', { apiVersion: 'policy/v1beta1', kind: 'PodSecurityPolicy' }),
    goodObject({ apiVersion: 'networking.istio.io/v1', kind: 'Gateway' }),
  ],
  'vpa-mode': [
    badObject('spec.updatePolicy.updateMode', {
      apiVersion: 'autoscaling.k8s.io/v1',
      kind: 'VerticalPodAutoscaler',
      spec: { targetRef: { name: 'rel-shop' }, updatePolicy: { updateMode: 'Auto' } },
    }),
  ],
  'flux-chart-ref': [
    badObject('spec.chartRef', {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      spec: { chart: { spec: { chart: 'shop' } } },
    }),
    goodObject({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      spec: { chartRef: { kind: 'OCIRepository', name: 'shop' } },
    }),
  ],
  'gateway-standard': [
    badAt(
      'HTTPRoute/rel-shop',
      'spec.rules[0].retry',
      edit('HTTPRoute/rel-shop', 'spec.rules[0].retry', { attempts: 3 }),
    ),
  ],
  'no-crds': [
    badObject('kind', {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'shops' },
    }),
  ],
  'no-retired-controller': [
    bad('Ingress/rel-shop', annotation('nginx.ingress.kubernetes.io/ssl-redirect'), 'true'),
    good(edit('Ingress/rel-shop', annotation('traefik.io/router.tls'), 'true')),
  ],
  'plain-numbers': [
    bad(web, `${app}.env[0].value`, '1e+06'),
    good(edit(web, `${app}.env[0].value`, '1e3')),
  ],
  'text-values': [
    bad(web, `${app}.env[0].value`, 8080),
    bad('ConfigMap/rel-shop', 'data.GREETING', true),
    bad(web, annotation('acme.com/restart'), 7),
  ],
  'exemption-form': [
    bad(web, annotation('checkov.io/skip1'), 'CKV_K8S_21=two=signs'),
    bad(web, annotation('checkov.io/skip1'), 'CKV_K8S_43'),
    bad(web, annotation('kube-score/ignore'), 'pod-probes, *'),
    bad(web, annotation('polaris.fairwinds.com/hostNetworkSet-exempt'), 'because'),
    bad(web, annotation('ignore-check.kube-linter.io/no-anti-affinity'), ''),
    good(
      edit(web, annotation('kube-score/ignore'), 'pod-probes,deployment-has-host-podantiaffinity'),
    ),
  ],
  'exemption-place': [bad(web, `spec.template.${annotation('kube-score/ignore')}`, 'pod-probes')],
  'exemption-applies': [
    badAt(
      web,
      'metadata.annotations',
      edit(web, annotation('checkov.io/skip1'), 'CKV_K8S_43=named by a tag'),
    ),
    badAt(
      web,
      'metadata.annotations',
      edit(web, annotation('polaris.fairwinds.com/missingNetworkPolicy-exempt'), 'true'),
    ),
    badAt(
      'StatefulSet/rel-store',
      'metadata.annotations',
      edit(
        'StatefulSet/rel-store',
        annotation('polaris.fairwinds.com/deploymentMissingReplicas-exempt'),
        'true',
      ),
    ),
  ],
};
