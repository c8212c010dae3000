import type { KubeObject } from '../../kubernetes/objects.ts';
import { exemptionsOf } from '../exemptions.ts';
import { imageParts } from '../images.ts';
import { ofKind } from '../kinds.ts';
import { policiesOf } from '../policies.ts';
import type { Rendered } from '../rule.ts';
import { defineRule, fault } from '../rule.ts';
import { scalerOf } from '../scalers.ts';
import { looksSecret } from '../secrets.ts';
import type { PodContainer, Pods } from '../walk.ts';
import { containersOfPods, isHook, podsOf } from '../walk.ts';

interface Case {
  rendered: Rendered;
  pods: Pods;
  containers: readonly PodContainer[];
}

interface Contradiction {
  exemptions: readonly string[];
  /** Whether the object really is as the check complains. */
  applies(it: Case): boolean;
}

const contradictions: readonly Contradiction[] = [
  {
    exemptions: ['polaris/deploymentMissingReplicas'],
    applies: ({ rendered, pods }) =>
      scalerOf(rendered, pods.object) !== undefined || replicasOf(pods.object) < 2,
  },
  {
    exemptions: ['kube-score/deployment-replicas'],
    applies: ({ pods }) => replicasOf(pods.object) < 2,
  },
  {
    exemptions: ['polaris/metadataAndInstanceMismatched'],
    applies: ({ pods: { object } }) =>
      object.metadata.labels?.['app.kubernetes.io/instance'] !== object.metadata.name,
  },
  {
    exemptions: [
      'polaris/livenessProbeMissing',
      'polaris/readinessProbeMissing',
      'checkov/CKV_K8S_8',
      'checkov/CKV_K8S_9',
    ],
    applies: ({ containers }) =>
      containers.some(
        ({ isInit, container }) =>
          !isInit && !(container.livenessProbe && container.readinessProbe),
      ),
  },
  {
    exemptions: ['polaris/priorityClassNotSet'],
    applies: ({ pods }) => !pods.spec.priorityClassName,
  },
  {
    exemptions: ['polaris/sensitiveContainerEnvVar'],
    applies: ({ containers }) =>
      containers.some(({ container }) => container.env?.some(({ name }) => looksSecret(name))),
  },
  {
    exemptions: ['polaris/topologySpreadConstraint'],
    applies: ({ pods: { object } }) => isHook(object) || object.kind === 'DaemonSet',
  },
  {
    exemptions: ['polaris/missingNetworkPolicy'],
    applies: ({ rendered, pods }) => {
      const policies = policiesOf(rendered, pods, 'Ingress');
      return policies.length > 0 && policies.every(({ spec }) => !spec.ingress?.length);
    },
  },
  {
    exemptions: [
      'kube-score/container-image-pull-policy',
      'polaris/pullPolicyNotAlways',
      'checkov/CKV_K8S_15',
    ],
    applies: ({ containers }) =>
      containers.some(({ container }) => container.imagePullPolicy !== 'Always'),
  },
  {
    exemptions: ['checkov/CKV_K8S_43'],
    applies: ({ containers }) =>
      containers.some(({ container }) => !imageParts(container.image ?? '').digest),
  },
  {
    exemptions: ['checkov/CKV_K8S_35'],
    applies: ({ containers }) =>
      containers.some(({ container }) =>
        /secret(Key)?Ref/.test(JSON.stringify([container.env, container.envFrom])),
      ),
  },
  {
    exemptions: ['kube-score/container-security-context-user-group-id', 'checkov/CKV_K8S_40'],
    applies: ({ containers }) =>
      containers.some(({ container: { securityContext = {} } }) =>
        [securityContext.runAsUser, securityContext.runAsGroup].some(
          (id) => typeof id !== 'number' || id <= 10000,
        ),
      ),
  },
  {
    exemptions: ['checkov/CKV_K8S_38', 'polaris/automountServiceAccountToken'],
    applies: ({ pods }) => pods.spec.automountServiceAccountToken !== false,
  },
  {
    exemptions: ['kube-score/deployment-strategy'],
    applies: ({ rendered, pods: { object } }) =>
      ofKind(rendered, 'Deployment').some(
        (one) => one === object && one.spec.strategy?.type === 'Recreate',
      ),
  },
  {
    exemptions: [
      'kube-score/container-resources',
      'polaris/cpuLimitsMissing',
      'checkov/CKV_K8S_11',
    ],
    applies: ({ containers }) =>
      containers.some(({ container }) => container.resources?.limits?.cpu === undefined),
  },
];

export default defineRule({
  id: 'exemption-applies',
  rows: ['X1', 'X2', 'X3', 'X4', 'X5', 'X6', 'X7', 'X8', 'X9', 'X10', 'X11', 'X12', 'X14'],
  title: 'An exemption stands only where its check really fails',
  *check(rendered) {
    for (const pods of podsOf(rendered)) {
      const it = { rendered, pods, containers: containersOfPods(pods) };
      const claimed = exemptionsOf(pods.object);
      for (const { exemptions, applies } of contradictions) {
        for (const id of exemptions.filter((one) => claimed.has(one))) {
          if (applies(it)) continue;
          yield fault(
            pods.object,
            'metadata.annotations',
            `${id} is exempt, though nothing here fails it: a later fault would go unseen`,
            'Render the exemption under the condition that makes the check fail.',
          );
        }
      }
    }
  },
});

function replicasOf({ spec }: KubeObject): number {
  return (spec as { replicas?: number } | undefined)?.replicas ?? 1;
}
