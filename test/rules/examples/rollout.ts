import { bad, badAt, badObject, type Examples, edit, good, goodObject } from './example.ts';
import { app, pod, store, web } from './places.ts';

const budget = 'PodDisruptionBudget/rel-shop';
const scaler = 'HorizontalPodAutoscaler/rel-shop';
const noScaler = [
  edit(scaler, 'kind', 'Nothing'),
  edit(web, 'metadata.annotations["polaris.fairwinds.com/deploymentMissingReplicas-exempt"]'),
];
const component = '["app.kubernetes.io/component"]';
const exempt = (id: string) =>
  edit(web, `metadata.annotations["polaris.fairwinds.com/${id}-exempt"]`, 'true');

export const rolloutExamples: Examples = {
  'probes-present': [
    bad(web, `${app}.readinessProbe`),
    bad(store, `${app}.livenessProbe`),
    good(
      edit(web, `${app}.readinessProbe`),
      edit(web, 'metadata.annotations["checkov.io/skip1"]', 'CKV_K8S_9=always ready'),
    ),
  ],
  'probes-differ': [
    badAt(web, `${app}.livenessProbe`, edit(web, `${app}.readinessProbe.httpGet.path`, '/live')),
    good(edit(web, `${app}.readinessProbe.httpGet`, { path: '/live', port: 'metrics' })),
  ],
  'probe-port': [
    bad(web, `${app}.livenessProbe.httpGet.port`, 'web'),
    bad(web, `${app}.startupProbe.httpGet.port`, 8081),
    good(edit(web, `${app}.startupProbe.httpGet.port`, 8080)),
  ],
  'startup-probe': [
    bad(web, `${app}.startupProbe`),
    bad(web, `${app}.startupProbe.failureThreshold`, 3),
  ],
  'selector-complete': [
    badAt(
      'Service/rel-shop',
      'spec.selector',
      edit('Service/rel-shop', `spec.selector${component}`),
      // The good release has pods of other components, which the Service would take too.
      ...['Job/rel-migrate', 'Job/rel-index-2cf24dba', store].map((one) =>
        edit(one, 'spec.template.metadata.labels["app.kubernetes.io/name"]', 'other'),
      ),
      edit('CronJob/rel-jobs', 'spec.jobTemplate.spec.template.metadata.labels', {}),
      edit('Pod/rel-shop-test', 'metadata.labels["app.kubernetes.io/name"]', 'other'),
      ...['rel-store', 'rel-migrate', 'rel-jobs', 'rel-shop-test'].map((name) =>
        edit(`NetworkPolicy/${name}`, 'kind', 'Nothing'),
      ),
      edit('NetworkPolicy/rel-shop', 'kind', 'Nothing'),
      edit(store, 'kind', 'Nothing'),
      edit('Service/rel-store', 'kind', 'Nothing'),
    ),
    badAt(budget, 'spec.selector', edit(budget, `spec.selector.matchLabels${component}`)),
  ],
  'selector-stable': [
    badAt(
      web,
      'spec.selector',
      edit(web, 'spec.selector.matchLabels["app.kubernetes.io/version"]', '1.2.0'),
      edit(web, 'spec.template.metadata.labels["app.kubernetes.io/version"]', '1.2.0'),
    ),
    badAt(
      'Service/rel-shop',
      'spec.selector',
      edit('Service/rel-shop', 'spec.selector.team', 'shop'),
      edit(web, 'spec.template.metadata.labels.team', 'shop'),
    ),
  ],
  'selector-matches': [
    badAt(
      web,
      'spec.selector',
      edit(web, 'spec.selector.matchLabels["app.kubernetes.io/instance"]', 'other'),
    ),
  ],
  'claim-template-labels': [
    bad(store, 'spec.volumeClaimTemplates[0].metadata.labels["helm.sh/chart"]', 'shop-1.0.0'),
  ],
  'config-checksum': [
    bad(web, 'spec.template.metadata.annotations["checksum/config"]'),
    good(
      edit(web, 'spec.template.metadata.annotations'),
      edit(web, `${app}.envFrom[0].configMapRef.name`, 'made-elsewhere'),
    ),
  ],
  'config-folders': [
    bad(web, `${app}.volumeMounts[1].subPath`, 'password'),
    good(edit(web, `${app}.volumeMounts[0].subPath`, 'scratch')),
  ],
  'rolling-update': [
    bad(web, 'spec.strategy.rollingUpdate.maxUnavailable', 1),
    bad(web, 'spec.strategy.rollingUpdate.maxSurge', 0),
    bad(web, 'spec.strategy.type', 'Recreate'),
    good(
      edit(web, 'spec.strategy.type', 'Recreate'),
      edit(web, 'metadata.annotations["kube-score/ignore"]', 'deployment-strategy'),
    ),
  ],
  'prestop-sleep': [badAt(web, `${app}.lifecycle.preStop`, edit(web, `${app}.lifecycle`))],
  'grace-period': [bad(web, `${pod}.terminationGracePeriodSeconds`, 10)],
  'no-rendered-secrets': [
    badObject('stringData', { kind: 'Secret', stringData: { password: 'hunter2' } }),
    goodObject({ apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', spec: {} }),
  ],
  'config-keys': [bad('ConfigMap/rel-shop', 'data.API_KEY', 'abc')],
  'headless-service': [
    bad(store, 'spec.serviceName', 'rel-gone'),
    badAt(store, 'spec.serviceName', edit('Service/rel-store', 'spec.clusterIP')),
  ],
  'replicas-unset': [bad(web, 'spec.replicas', 3)],
  'hpa-range': [bad(scaler, 'spec.maxReplicas', 3)],
  'hpa-target': [
    bad(scaler, 'spec.scaleTargetRef.apiVersion', 'apps/v1beta1'),
    badObject('spec.scaleTargetRef.name', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'rel-gone' },
        minReplicas: 2,
        maxReplicas: 3,
      },
    }),
  ],
  'pdb-leaves-room': [
    badAt(
      budget,
      'spec.minAvailable',
      edit(budget, 'spec.maxUnavailable'),
      edit(budget, 'spec.minAvailable', 3),
    ),
    badAt(
      budget,
      'spec.minAvailable',
      edit(budget, 'spec.maxUnavailable'),
      edit(budget, 'spec.minAvailable', '90%'),
    ),
    bad(budget, 'spec.maxUnavailable', '0%'),
    good(edit(budget, 'spec.maxUnavailable'), edit(budget, 'spec.minAvailable', '50%')),
  ],
  'pdb-needs-two': [
    badAt(
      budget,
      'spec.selector',
      ...noScaler,
      edit(web, 'spec.replicas', 1),
      exempt('deploymentMissingReplicas'),
    ),
    badAt(budget, 'spec.selector', edit(budget, `spec.selector.matchLabels${component}`, 'nobody')),
  ],
  'pdb-one-field': [
    badAt(budget, 'spec', edit(budget, 'spec.minAvailable', 1)),
    badAt(budget, 'spec', edit(budget, 'spec.maxUnavailable')),
  ],
  'pdb-unhealthy-pods': [bad(budget, 'spec.unhealthyPodEvictionPolicy')],
  'replicas-two': [
    badAt(
      web,
      'spec.replicas',
      ...noScaler,
      edit(web, 'spec.replicas', 1),
      edit(budget, 'kind', 'Nothing'),
    ),
    good(...noScaler, edit(web, 'spec.replicas', 2)),
  ],
};
