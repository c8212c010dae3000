import { type KubeObject, nameOf } from '../kubernetes/objects.ts';
import type { ImmutableChange } from './change.ts';

interface Words {
  breaks: string;
  safely: string;
}

/**
 * Kinds that may have another name with every release: nobody outside the release asks for them by
 * it, Helm makes the new one before it deletes the old, and they hold nothing but what the chart
 * says. Of a Job a new name is even the safe way.
 */
const nameless = new Set([
  'ClusterRoleBinding',
  'ConfigMap',
  'GRPCRoute',
  'HTTPRoute',
  'HorizontalPodAutoscaler',
  'Job',
  'LimitRange',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'PodMonitor',
  'Probe',
  'PrometheusRule',
  'ResourceQuota',
  'Role',
  'RoleBinding',
  'ServiceMonitor',
  'VerticalPodAutoscaler',
]);

const keepName =
  'Keep the name, which nameOverride in the values does (fullnameOverride alone leaves the selector changed); or install the changed chart as a second release beside this one, move over, then uninstall this one.';

const words: Readonly<Record<string, Words>> = {
  Deployment: {
    breaks:
      'Helm deletes the old one without waiting until the pods of the new one are ready: nothing serves in between.',
    safely: keepName,
  },
  StatefulSet: {
    breaks: 'The new one begins with empty claims; the data stays behind in those of the old one.',
    safely: keepName,
  },
  CronJob: {
    breaks: 'The old one is deleted with its history and with the Jobs that are running.',
    safely: keepName,
  },
  Service: {
    breaks: 'Callers find the old name no more, and the new one has another address.',
    safely:
      'Keep the name, or add a Service of the old name to extraObjects until all callers use the new one.',
  },
  Ingress: {
    breaks:
      'A load balancer of its own gets another address, and controllers that allow a host only once refuse the new one beside the old.',
    safely: keepName,
  },
  PersistentVolumeClaim: {
    breaks: 'The new claim is empty, and the old one is deleted with its data.',
    safely:
      'Keep the name; or add the new claim beside the old, copy the data, and take the old one away with a later release.',
  },
  PersistentVolume: {
    breaks: 'The claim that is bound to the old one loses its volume.',
    safely: 'Keep the name.',
  },
  ServiceAccount: {
    breaks: 'What trusts the old one by name, such as a cloud role or a binding, lets no pod in.',
    safely: 'Let all that trusts the old name trust the new one as well, or keep the name.',
  },
  Secret: {
    breaks:
      'Whoever else reads it by name finds it no more, and a password that was made at install is lost.',
    safely: 'Keep the name, or move readers and passwords to the new one first.',
  },
  Namespace: {
    breaks: 'The old one is deleted with everything in it.',
    safely: 'Keep the name, or install a second release in the new one and move over.',
  },
  CustomResourceDefinition: {
    breaks: 'The old one is deleted with every object of its kind in the cluster.',
    safely: 'Keep the name, or add the new one beside the old and move the objects first.',
  },
};

const byClass: Words = {
  breaks: 'Whatever names the old one can no longer be made or started.',
  safely: 'Add the new one beside the old, and take the old one away once nothing names it.',
};

/** Operators' own kinds as well: what such a one stands for, nobody here knows. */
const ofOthers: Words = {
  breaks: 'The old one is deleted with all that was made for it, and the new one begins anew.',
  safely:
    'Keep the name, or add the new one beside the old, move over, then take the old one away.',
};

const alike: Readonly<Record<string, Words | undefined>> = {
  DaemonSet: words.Deployment,
  ReplicaSet: words.Deployment,
  Pod: words.Deployment,
  Rollout: words.Deployment,
  Gateway: words.Ingress,
  StorageClass: byClass,
  PriorityClass: byClass,
  IngressClass: byClass,
  RuntimeClass: byClass,
  ClusterRole: byClass,
};

/** What is lost with the old one alone, and not where Helm is told to keep that. */
const lostWithTheOld = new Set(['CustomResourceDefinition', 'Namespace', 'PersistentVolume']);

const keptClaim: Words = {
  breaks: 'The new claim is empty; the old one stays with its data, and no pod mounts it any more.',
  safely: 'Keep the name; or add the new claim beside the old, copy the data, then mount that.',
};

/** One that is gone and one that has come, of the same kind and the same template. */
export function renamed(before: KubeObject, after: KubeObject): ImmutableChange[] {
  const { kind } = before;
  if (nameless.has(kind) || isNewOnPurpose(before, after)) return [];
  const isKept = staysWithHelm(before);
  if (isKept && lostWithTheOld.has(kind)) return [];
  const [was, is] = [before.metadata, after.metadata];
  const isMoved = was.name === is.name;
  const field = isMoved ? 'metadata.namespace' : 'metadata.name';
  const [from, to] = isMoved ? [was.namespace, is.namespace] : [was.name, is.name];
  const said =
    isKept && kind === 'PersistentVolumeClaim'
      ? keptClaim
      : (words[kind] ?? alike[kind] ?? ofOthers);
  return [{ object: nameOf(before), field, from: from ?? '', to: to ?? '', ...said }];
}

/** Whether Helm leaves it where it is once the chart has it no more. */
export function staysWithHelm({ metadata }: KubeObject): boolean {
  return metadata.annotations?.['helm.sh/resource-policy'] === 'keep';
}

/** Of sealed content, and of one whose name is a hash of it, each is an object of its own. */
function isNewOnPurpose(before: KubeObject, after: KubeObject): boolean {
  if (before.kind !== 'Secret') return false;
  const isSealed = before.immutable === true && after.immutable === true;
  return isSealed || withoutHash(before.metadata.name) === withoutHash(after.metadata.name);
}

function withoutHash(name = ''): string {
  return name.replace(/-(?=[a-z]*\d)[0-9a-z]{6,64}$/, '');
}
