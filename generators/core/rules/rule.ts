import type { KubeObject } from '../kubernetes/objects.ts';

/** What one `helm template` printed. */
export interface Rendered {
  release: string;
  namespace: string;
  objects: readonly KubeObject[];
  /** Those of them that other charts bring along: rules see them, and say nothing of them. */
  subcharts?: ReadonlyMap<KubeObject, string>;
}

/** Paths in the chart, such as templates/service.yaml, and their texts. */
export type ChartFiles = ReadonlyMap<string, string>;

/** What is wrong at one place of an object, and what to do about it; for the chart's authors. */
export interface Fault {
  object: KubeObject;
  /** Such as spec.template.spec.containers[0].image. */
  path: string;
  message: string;
  cure: string;
}

export interface FileFault {
  file: string;
  path: string;
  message: string;
  cure: string;
}

/** A file's default export; RULES.md says the same in words. */
export interface Rule {
  /** The name of its file. */
  id: string;
  /** The rows of RULES.md that it checks. */
  rows: readonly string[];
  title: string;
  /** Annotations on the object, as tool/check, each of which says that it is so for a reason. */
  exemptedBy?: readonly string[];
  /** Gets keys without a value too; from the other rules they are kept, as from a cluster. */
  seesNulls?: true;
  check?(rendered: Rendered): Iterable<Fault>;
  checkChart?(files: ChartFiles): Iterable<FileFault>;
}

export const defineRule = (rule: Rule): Rule => rule;

export const fault = (object: KubeObject, path: string, message: string, cure: string): Fault => ({
  object,
  path,
  message,
  cure,
});

export const fileFault = (
  file: string,
  path: string,
  message: string,
  cure: string,
): FileFault => ({ file, path, message, cure });
