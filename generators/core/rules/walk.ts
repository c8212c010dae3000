import type { Container, KubeObject, Labels, PodSpec } from '../kubernetes/objects.ts';
import { containersOf, podTemplateOf } from '../kubernetes/objects.ts';
import type { Rendered } from './rule.ts';

/** The pods that an object brings about. */
export interface Pods {
  object: KubeObject;
  spec: PodSpec;
  labels: Labels;
  annotations: Labels;
  /** The path in the object of something in the pod, such as spec.volumes. */
  at(below: string): string;
}

export interface PodContainer {
  pods: Pods;
  object: KubeObject;
  container: Container;
  isInit: boolean;
  /** The path in the object of something in the container; of itself without an argument. */
  at(below?: string): string;
}

export function podsOf({ objects }: Rendered): Pods[] {
  return objects.flatMap((object) => {
    const found = podTemplateOf(object);
    if (!found?.template.spec) return [];
    const { metadata, spec } = found.template;
    return [
      {
        object,
        spec,
        labels: metadata?.labels ?? {},
        annotations: metadata?.annotations ?? {},
        at: (below: string) => (found.path === '' ? below : `${found.path}.${below}`),
      },
    ];
  });
}

export function containersIn(rendered: Rendered): PodContainer[] {
  return podsOf(rendered).flatMap(containersOfPods);
}

export function containersOfPods(pods: Pods): PodContainer[] {
  return containersOf(pods.spec).map(({ container, path }) => ({
    pods,
    object: pods.object,
    container,
    isInit: path.startsWith('initContainers'),
    at: (below = '') => pods.at(`spec.${path}${below === '' ? '' : `.${below}`}`),
  }));
}

/** The workloads whose pods live until somebody ends them; others come to an end by themselves. */
export function livesOn({ kind }: KubeObject): boolean {
  return ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].includes(kind);
}

/** The moments at which Helm makes a hook; none for an ordinary object. */
export function hookEventsOf({ metadata }: KubeObject): string[] {
  return listed(metadata.annotations?.['helm.sh/hook']);
}

export function deletePoliciesOf({ metadata }: KubeObject): string[] {
  return listed(metadata.annotations?.['helm.sh/hook-delete-policy']);
}

export function isHook(object: KubeObject): boolean {
  return hookEventsOf(object).length > 0;
}

export function isTest(object: KubeObject): boolean {
  return hookEventsOf(object).includes('test');
}

/** Hooks of one moment are made in the order of their weights. */
export function hookWeightOf({ metadata }: KubeObject): number {
  return Number(metadata.annotations?.['helm.sh/hook-weight'] ?? 0);
}

/** What names no namespace comes to lie in that of the release. */
export function namespaceOf({ namespace }: Rendered, { metadata }: KubeObject): string {
  return metadata.namespace || namespace;
}

export function sameNamespace(rendered: Rendered, one: KubeObject, other: KubeObject): boolean {
  return namespaceOf(rendered, one) === namespaceOf(rendered, other);
}

/** What a container is told to run, as one text. */
export function scriptOf({ command = [], args = [] }: Container): string {
  return [...command, ...args].join(' ');
}

/** Everything in an object that is no map and no list, with its path. */
export function* scalarsIn(value: unknown, path = ''): Generator<{ path: string; value: unknown }> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* scalarsIn(item, `${path}[${i}]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      yield* scalarsIn(item, path === '' ? pathPart(key) : joined(path, key));
    }
  } else {
    yield { path, value };
  }
}

/** Keys with dots or slashes stand in brackets, as in metadata.labels["helm.sh/chart"]. */
export function joined(path: string, key: string): string {
  const part = pathPart(key);
  return part.startsWith('[') ? `${path}${part}` : `${path}.${part}`;
}

function pathPart(key: string): string {
  return /^[\w-]+$/.test(key) ? key : `[${JSON.stringify(key)}]`;
}

/** A template may have made something else of the text. */
function listed(text: unknown): string[] {
  return String(text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}
