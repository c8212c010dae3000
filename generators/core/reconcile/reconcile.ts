import type { FileMap } from '../files.ts';
import { type Conflict, type MergeKind, merge } from './merge.ts';

/** A file of the chart as it lies on disk. */
export interface DiskFile {
  /** Absent where it is no text: such a file is the user's, and nothing is merged into it. */
  text: string | undefined;
  fingerprint: string;
}

export type Snapshot = ReadonlyMap<string, DiskFile>;

/** What to do where both the user and the new render changed the same lines. */
export const onConflicts = ['merge', 'keep', 'overwrite', 'abort'] as const;
export type OnConflict = (typeof onConflicts)[number];

export type StepAction = 'new' | 'changed' | 'merged' | 'conflict' | 'kept' | 'deleted';

/** What becomes of one file; files that stay as they are rendered have none. */
export interface Step {
  path: string;
  action: StepAction;
  before: string | undefined;
  /** undefined where there will be no file, or still none. */
  after: string | undefined;
  /** For `kept`: what the user has done that stays. */
  because?: 'edited' | 'removed' | 'no text';
  conflicts: readonly Conflict[];
}

export interface Sides {
  mine: string;
  theirs: string;
}

/**
 * What was rendered last (base), what lies on disk (mine) and what is rendered now (theirs), as
 * the files that are to be. Whatever the user did stays, or is reported as a conflict.
 */
export async function reconcile(
  base: ReadonlyMap<string, string>,
  disk: Snapshot,
  next: FileMap,
  names: Sides,
): Promise<Step[]> {
  const paths = [...new Set([...next.keys(), ...base.keys()])].toSorted();
  const steps: Step[] = [];
  for (const path of paths) {
    const theirs = next.get(path)?.body;
    const step = await stepFor(path, base.get(path), disk.get(path), theirs, names);
    if (step) steps.push(step);
  }
  return steps;
}

async function stepFor(
  path: string,
  base: string | undefined,
  mine: DiskFile | undefined,
  theirs: string | undefined,
  names: Sides,
): Promise<Step | undefined> {
  const step = (action: StepAction, more: Partial<Step> = {}): Step => ({
    path,
    action,
    before: mine?.text,
    after: mine?.text,
    conflicts: [],
    ...more,
  });
  if (theirs === undefined) {
    if (!mine) return undefined;
    const isPristine = mine.text !== undefined && inLines(mine.text) === base;
    return isPristine ? step('deleted', { after: undefined }) : step('kept', { because: 'edited' });
  }
  if (!mine) {
    if (base === undefined) return step('new', { after: theirs });
    return base === theirs ? undefined : step('kept', { because: 'removed' });
  }
  if (mine.text === undefined) {
    return base === theirs ? undefined : step('kept', { because: 'no text' });
  }
  if (inLines(mine.text) === theirs) return undefined;
  if (base === theirs) return step('kept', { because: 'edited' });
  const { text, conflicts } = await merge(kindOf(path), base ?? '', mine.text, theirs, names);
  if (conflicts.length > 0) return step('conflict', { after: text, conflicts });
  if (text === mine.text) return step('kept', { because: 'edited' });
  return step(inLines(mine.text) === base ? 'changed' : 'merged', { after: text });
}

/** Merged by its structure where it has one; a template of Helm is no YAML. */
export function kindOf(path: string): MergeKind {
  if (path.startsWith('templates/')) return 'lines';
  if (path.endsWith('.json')) return 'json';
  return /\.ya?ml$/.test(path) ? 'yaml' : 'lines';
}

/** Line ends are an editor's business: they make no file an edited one. */
function inLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
