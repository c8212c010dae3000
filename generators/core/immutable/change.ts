import type { KubeObject } from '../kubernetes/objects.ts';

/** An object with the template that it comes of, as a path in the chart. */
export interface SourcedObject {
  source: string;
  object: KubeObject;
}

/** What a live release would not take, or would lose something by. */
export interface ImmutableChange {
  /** Such as Deployment/my-app. */
  object: string;
  field: string;
  from: string;
  to: string;
  /** What would happen to a live release. */
  breaks: string;
  /** How to have it all the same. */
  safely: string;
}

/** What a rule says of one object: the object itself is known. */
export type FieldChange = Omit<ImmutableChange, 'object'>;

/** Looks at the same object in the render before and in the one after. */
export interface FieldRule {
  kinds: readonly string[];
  find(before: KubeObject, after: KubeObject): FieldChange[];
}

export const refused = 'The API server refuses it, so helm upgrade fails and stops half way.';

const ofTheCluster = new Set(['CSIDriver', 'ClusterRoleBinding']);

/** A command that finds the object wherever a release lies: environments differ in that. */
export function kubectl(verb: string, { kind, metadata }: KubeObject, option = ''): string {
  const command = `kubectl ${verb} ${kind.toLowerCase()} ${metadata.name ?? ''}${option}`;
  return ofTheCluster.has(kind) ? command : `${command} --namespace NAMESPACE`;
}
