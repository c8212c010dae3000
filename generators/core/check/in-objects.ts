import { type KubeObject, nameOf } from '../kubernetes/objects.ts';
import type { Rendered } from '../rules/rule.ts';
import { type Finding, findingsIn } from '../rules/run.ts';

/**
 * What is wrong with the objects of a render. Rules trust the types of fields, which a template may
 * get wrong: then the objects with such a field are the finding, and the rest waits.
 */
export function findingsInObjects(rendered: Rendered): Finding[] {
  const own = rendered.objects.filter((object) => !rendered.subcharts?.has(object));
  const alone = { ...rendered, objects: own };
  const found =
    unlessMistyped(() => findingsIn(rendered)) ?? unlessMistyped(() => findingsIn(alone));
  if (found !== undefined) return found;
  const names = mistypedIn(alone, findingsIn);
  return names.map((object) => ({
    rule: 'readable',
    object,
    path: '',
    message: mistypedText,
    cure: 'Mend it, as the schema of its kind has it; the other rules wait until then.',
  }));
}

export const mistypedText = 'a field has a value of a type that Kubernetes does not take';

/** The names of the objects at which the work stumbles, or of all where it takes several of them. */
export function mistypedIn(rendered: Rendered, work: (rendered: Rendered) => unknown): string[] {
  const alone = (object: KubeObject) =>
    unlessMistyped(() => work({ ...rendered, objects: [object] }));
  const mistyped = rendered.objects.filter((object) => alone(object) === undefined);
  return mistyped.length > 0 ? mistyped.map(nameOf) : ['what Helm renders'];
}

/** What the work comes to, or undefined where the data is not of the types that it counts on. */
export function unlessMistyped<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
