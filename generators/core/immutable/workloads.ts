import { asMap } from '../data/maps.ts';
import { type KubeObject, nameOf } from '../kubernetes/objects.ts';
import { type FieldRule, kubectl, refused } from './change.ts';
import { difference } from './difference.ts';
import { comparablePod } from './pod-specs.ts';
import { isSame } from './same.ts';

export const beside =
  'Install the changed chart as a second release beside this one, move the traffic, then uninstall this one.';

/** What the new controller does not take for its own runs on until somebody deletes it. */
const leftBehind: Readonly<Record<string, string>> = {
  Deployment: 'the ReplicaSet that is left (kubectl get replicasets)',
  ReplicaSet: 'the pods that are left',
  DaemonSet: 'the pods that are left',
};

/** The selector of what may leave its pods to a successor. */
export const selectors: FieldRule = {
  kinds: Object.keys(leftBehind),
  find(before, after) {
    const [from, to] = [before, after].map(({ spec }) => asMap(spec).selector);
    if (isSame(from, to)) return [];
    const inPlace = `${kubectl('delete', after, ' --cascade=orphan')}, helm upgrade, and then delete ${leftBehind[after.kind]}`;
    return [
      {
        field: 'spec.selector',
        ...difference(from, to),
        breaks: refused,
        safely: `${beside} Or, where a gap is allowed: ${inPlace}.`,
      },
    ];
  },
};

/** Of a Job that is no hook; a hook is deleted and made again. */
export const jobs: FieldRule = {
  kinds: ['Job'],
  find(before, after) {
    const [was, is] = [before, after].map(({ spec }) => jobDefaults(asMap(spec)));
    return jobFields
      .filter((field) => !isSame(was?.[field], is?.[field]))
      .filter((field) => field !== 'completions' || !isElastic(was, is))
      .map((field) => ({
        field: `spec.${field}`,
        ...difference(was?.[field], is?.[field]),
        breaks: `The API server refuses it while the Job is there, so helm upgrade fails and stops half way.`,
        safely: `Once it has ended: ${kubectl('delete', after)}, then helm upgrade, which runs it again. For every release anew: make it a Helm hook, or put the version in its name.`,
      }));
  },
};

const jobFields = [
  'selector',
  'template',
  'completionMode',
  'completions',
  'podFailurePolicy',
  'successPolicy',
  'backoffLimitPerIndex',
  'managedBy',
] as const;

type Spec = Readonly<Record<string, unknown>>;

function jobDefaults(spec: Spec): Spec {
  const template = asMap(spec.template);
  return {
    ...spec,
    completionMode: spec.completionMode ?? 'NonIndexed',
    template: { ...template, spec: comparablePod(template.spec) },
  };
}

/** An indexed Job may be scaled, as long as completions and parallelism stay the same number. */
function isElastic(was: Spec | undefined, is: Spec | undefined): boolean {
  return [was, is].every(
    (spec) => spec?.completionMode === 'Indexed' && spec.completions === spec.parallelism,
  );
}

/** A pod of its own: hardly more than its images may change. */
export const pods: FieldRule = {
  kinds: ['Pod'],
  find(before, after) {
    const [was, is] = [fixedPart(before), fixedPart(after)];
    if (isSame(was, is)) return [];
    const again = `${kubectl('delete', after)}, then helm upgrade`;
    return [
      {
        field: 'spec',
        ...difference(was, is),
        breaks: refused,
        safely: `${again}; or make a Deployment of ${nameOf(after)}, which replaces pods one by one.`,
      },
    ];
  },
};

function fixedPart({ spec }: KubeObject): Spec {
  const { tolerations, activeDeadlineSeconds, ...rest } = comparablePod(spec);
  const withoutImages = (list: unknown): unknown =>
    Array.isArray(list) ? list.map((item) => ({ ...asMap(item), image: undefined })) : list;
  return {
    ...rest,
    containers: withoutImages(rest.containers),
    initContainers: withoutImages(rest.initContainers),
  };
}
