import { defineRule, fault } from '../rule.ts';

/** The version of each kind that the supported clusters serve, and will go on serving. */
const versions: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  PodDisruptionBudget: 'policy/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
  Role: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  ClusterRole: 'rbac.authorization.k8s.io/v1',
  ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
  ExternalSecret: 'external-secrets.io/v1',
  SecretStore: 'external-secrets.io/v1',
  SealedSecret: 'bitnami.com/v1alpha1',
  ServiceMonitor: 'monitoring.coreos.com/v1',
  PodMonitor: 'monitoring.coreos.com/v1',
  PrometheusRule: 'monitoring.coreos.com/v1',
  ScaledObject: 'keda.sh/v1alpha1',
  ScaledJob: 'keda.sh/v1alpha1',
  TriggerAuthentication: 'keda.sh/v1alpha1',
  Rollout: 'argoproj.io/v1alpha1',
  Application: 'argoproj.io/v1alpha1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  GRPCRoute: 'gateway.networking.k8s.io/v1',
  TLSRoute: 'gateway.networking.k8s.io/v1',
  ListenerSet: 'gateway.networking.k8s.io/v1',
  Gateway: 'gateway.networking.k8s.io/v1',
  VerticalPodAutoscaler: 'autoscaling.k8s.io/v1',
  Certificate: 'cert-manager.io/v1',
  Issuer: 'cert-manager.io/v1',
  OCIRepository: 'source.toolkit.fluxcd.io/v1',
  HelmRelease: 'helm.toolkit.fluxcd.io/v2',
};

export default defineRule({
  id: 'api-versions',
  rows: ['V5.1', 'V7.1', 'V7.4'],
  title: 'Kinds come in the API version that clusters serve now',
  *check({ objects }) {
    for (const object of objects) {
      const { kind, apiVersion } = object;
      if (kind === 'PodSecurityPolicy') {
        yield fault(
          object,
          'kind',
          'Kubernetes has no PodSecurityPolicy any more',
          'Leave it out, and let the namespace enforce the Pod Security Standard "restricted".',
        );
      }
      const wanted = versions[kind];
      if (!wanted || wanted === apiVersion || isAnotherGroup(apiVersion, wanted)) continue;
      yield fault(
        object,
        'apiVersion',
        `${kind} is written as ${apiVersion}, which clusters stop serving`,
        `Write ${wanted}.`,
      );
    }
  },
});

/** Other projects call their kinds the same, such as the Ingress or Gateway of a mesh. */
function isAnotherGroup(apiVersion: string, wanted: string): boolean {
  const group = apiVersion.split('/')[0] ?? '';
  const retired = ['extensions', 'apps', 'autoscaling', 'policy', 'batch'];
  return group !== wanted.split('/')[0] && !retired.includes(group);
}
