import type { FileEntry, FileMap } from '../files.ts';
import { inLines } from './line-ends.ts';
import { type Conflict, type MergeKind, merge, mergeFor, type Side } from './merge.ts';

/** A file of the chart as it lies on disk. */
export interface DiskFile {
  /** Absent where it is no text: such a file is the user's, and nothing is merged into it. */
  text: string | undefined;
  fingerprint: string;
  /** Its permissions, for a file that goes by another name afterwards. */
  mode?: number;
}

export type Snapshot = ReadonlyMap<string, DiskFile>;

export type StepAction = 'new' | 'changed' | 'merged' | 'conflict' | 'kept' | 'deleted';

/** `left over`: edited, and of no render any more. */
export type KeptBecause = 'edited' | 'left over' | 'removed' | 'no text';

/** What becomes of one file; files that stay as they are rendered have none. */
export interface Step {
  path: string;
  action: StepAction;
  before: string | undefined;
  /** undefined where there will be no file, or still none. */
  after: string | undefined;
  /** What the user has done that stays. */
  because?: KeptBecause;
  conflicts: readonly Conflict[];
  /** Of a conflict that may be settled for one side; absent where there is no one side. */
  between?: Between;
}

/** What clashes: an owner's edits and a new render, or what two branches have made of one render. */
export interface Between {
  base: string;
  theirs: string;
  /** Where it is not what lies there. */
  mine?: string;
  /** Of two branches. */
  branches?: Sides;
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
    const step = await stepFor(path, base.get(path), disk.get(path), next.get(path), names);
    if (step) steps.push(step);
  }
  return steps;
}

async function stepFor(
  path: string,
  base: string | undefined,
  mine: DiskFile | undefined,
  rendered: FileEntry | undefined,
  names: Sides,
): Promise<Step | undefined> {
  const theirs = rendered?.body;
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
    return isPristine
      ? step('deleted', { after: undefined })
      : step('kept', { because: 'left over' });
  }
  if (!mine) {
    if (base === undefined) return step('new', { after: theirs });
    return base === theirs ? undefined : step('kept', { because: 'removed' });
  }
  if (mine.text === undefined) {
    return base === theirs ? undefined : step('kept', { because: 'no text' });
  }
  if (inLines(mine.text) === theirs) return undefined;
  const isEdited = inLines(mine.text) !== base;
  if (base === theirs || (isEdited && rendered?.isHistory)) {
    return step('kept', { because: 'edited' });
  }
  const { text, conflicts } = await merge(kindOf(path), base ?? '', mine.text, theirs, names);
  if (conflicts.length > 0) {
    return step('conflict', { after: text, conflicts, between: { base: base ?? '', theirs } });
  }
  if (text === mine.text) return step('kept', { because: 'edited' });
  return step(isEdited ? 'merged' : 'changed', { after: text });
}

/** A conflict, settled for one side wherever both changed the same; all else stays merged. */
export async function settledFor(side: Side, step: Step): Promise<Step> {
  const { path, before, between } = step;
  const mine = between?.mine ?? before;
  if (!between || mine === undefined) return step;
  const after = await mergeFor(side, kindOf(path), between.base, mine, between.theirs);
  const settled = { path, before, after, conflicts: [] };
  if (after === before) return { ...settled, action: 'kept', because: 'edited' };
  // What goes by a new name is not there yet.
  return { ...settled, action: before === undefined ? 'new' : 'merged' };
}

/** Merged by its structure where it has one; a template of Helm is no YAML. */
export function kindOf(path: string): MergeKind {
  if (path.startsWith('templates/')) return 'lines';
  if (path.endsWith('.json')) return 'json';
  return /\.ya?ml$/.test(path) ? 'yaml' : 'lines';
}
