import type { FileMap } from '../files.ts';
import { inLines } from './line-ends.ts';
import { hasConflictMarkers, type Merged, merge, mergeFor } from './merge.ts';
import { kindOf, type Sides, type Snapshot, type Step } from './reconcile.ts';

/** One file as two branches have it, and as both had it before; what a side does not have is absent. */
export interface Divided {
  base?: string | undefined;
  ours?: string | undefined;
  theirs?: string | undefined;
}

/** A file that git left open, with what each branch had rendered there: by another name, maybe. */
export interface OpenFile extends Divided {
  renders: { ours?: string | undefined; theirs?: string | undefined };
}

type Renders = ReadonlyMap<string, string>;

/** Two branches of a chart that git could not bring together. */
export interface TwoBranches {
  /** What git left open, by path. */
  divided: ReadonlyMap<string, OpenFile>;
  /** What each branch rendered last. */
  renders: { ours: Renders; theirs: Renders };
  /** How git goes on once all is settled. */
  goOn: string;
}

/** Other words than git's, so that nobody's half settled file is taken for one that git has left. */
export const branchNames: Sides = { mine: 'this branch', theirs: 'the other branch' };

/** Whether a text still has the markers of git, and nobody has begun to settle what is between them. */
export function isAsGitLeftIt(text: string, { base = '', ours, theirs }: Divided): boolean {
  if (!hasConflictMarkers(text) || ours === undefined || theirs === undefined) return false;
  if (text.includes(`<<<<<<< ${branchNames.mine}`)) return false;
  const decided = (side: '$1' | '$2') =>
    linesIn(
      inLines(text).replace(
        /^<{7}(?: .*)?\n((?:.*\n)*?)(?:\|{7}(?: .*)?\n(?:.*\n)*?)?={7}\n((?:.*\n)*?)>{7}(?: .*)?(?:\n|$)/gm,
        side,
      ),
    );
  const [before, mine, other] = [linesIn(base), linesIn(ours), linesIn(theirs)];
  return holds(decided('$1'), before, mine, other) && holds(decided('$2'), before, other, mine);
}

/** Whether lines have all that a side added, and nothing that neither of both has. */
function holds(
  lines: ReadonlySet<string>,
  before: ReadonlySet<string>,
  side: ReadonlySet<string>,
  other: ReadonlySet<string>,
): boolean {
  const hasAdded = [...side].every((line) => before.has(line) || lines.has(line));
  return hasAdded && [...lines].every((line) => side.has(line) || other.has(line));
}

function linesIn(text: string): Set<string> {
  return new Set(inLines(text).split('\n'));
}

/**
 * What both branches rendered, as one render: what lies on disk, where git has merged it, was made
 * of that. Where both changed the same, git has merged the files or somebody has settled them.
 */
export async function commonRender(
  base: Renders,
  { divided, renders: { ours, theirs } }: Pick<TwoBranches, 'divided' | 'renders'>,
): Promise<Map<string, string>> {
  const common = new Map<string, string>();
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const [before, mine, other] = [base.get(path), ours.get(path), theirs.get(path)];
    if (mine !== undefined && other !== undefined) {
      common.set(path, await mergeFor('mine', kindOf(path), before ?? '', mine, other));
      continue;
    }
    const left = (mine ?? other) as string;
    // What a branch no longer renders is gone, unless the other one has changed it.
    if (before === undefined || before !== left || divided.has(path)) common.set(path, left);
  }
  return common;
}

/**
 * A file of two branches: each with what its owners made of their last render, brought to the new
 * one, and then both edits together. What both renders changed is no matter of theirs.
 */
export async function stepOfBranches(
  path: string,
  disk: string,
  next: string,
  { base, ours = '', theirs = '', renders }: OpenFile,
  names: Sides,
): Promise<Step> {
  const kind = kindOf(path);
  const brought = (side: string, render = base ?? ''): Promise<Merged> =>
    merge(kind, inLines(render), side, next, names);
  const mine = await brought(ours, renders.ours);
  const other = await brought(theirs, renders.theirs);
  const both = await merge(kind, next, mine.text, other.text, branchNames);
  const text = withEndsOf({ base, ours, theirs }, both.text);
  const conflicts = [...both.conflicts, ...mine.conflicts, ...other.conflicts];
  const step = { path, before: disk, after: text };
  if (!hasConflictMarkers(text)) return { ...step, action: 'merged', conflicts: [] };
  const clash: Step = { ...step, action: 'conflict', conflicts: placed(conflicts, text) };
  // A side that clashes with the new render by itself is settled for neither.
  if (mine.conflicts.length + other.conflicts.length > 0) return clash;
  const between = { base: next, mine: mine.text, theirs: other.text, branches: branchNames };
  return { ...clash, between };
}

/** With Windows' line ends, if a side has given them to the file and none has taken them away. */
function withEndsOf({ base = '', ours = '', theirs = '' }: Divided, text: string): string {
  const [before, mine, other] = [base, ours, theirs].map((side) => side.includes('\r\n'));
  const isWindows = before ? mine && other : mine || other;
  return isWindows ? inLines(text).replaceAll('\n', '\r\n') : inLines(text);
}

/** Conflicts that went through another merge stand elsewhere than they did. */
function placed(conflicts: Merged['conflicts'], text: string): Merged['conflicts'] {
  const lines = text.split('\n').flatMap((line, i) => (line.startsWith('<<<<<<< ') ? [i + 1] : []));
  return lines.map((line, i) => {
    const known = conflicts[i] ?? { base: '', mine: '', theirs: '' };
    return { ...known, line };
  });
}

/** Whether one branch's owner took a file away of which the other has nothing but the render. */
export function isTakenAway(
  path: string,
  { divided, renders: { ours, theirs } }: TwoBranches,
): boolean {
  const file = divided.get(path);
  if (!file) return false;
  const isGone = (text: string | undefined, render: Renders) =>
    text === undefined && render.has(path);
  const isPristine = (text: string | undefined, render: Renders) =>
    text !== undefined && inLines(text) === render.get(path);
  return (
    (isGone(file.ours, ours) && isPristine(file.theirs, theirs)) ||
    (isGone(file.theirs, theirs) && isPristine(file.ours, ours))
  );
}

/** What becomes of the files that git left open; those that somebody has settled are no longer. */
export async function stepsOfBranches(
  disk: Snapshot,
  next: FileMap,
  branches: TwoBranches,
  names: Sides,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (const path of openPaths(disk, branches)) {
    const text = disk.get(path)?.text;
    const rendered = next.get(path)?.body;
    const versions = branches.divided.get(path);
    if (text === undefined || rendered === undefined || !versions) continue;
    if (isTakenAway(path, branches)) {
      steps.push({ path, action: 'deleted', before: text, after: undefined, conflicts: [] });
    } else steps.push(await stepOfBranches(path, text, rendered, versions, names));
  }
  return steps;
}

/** Files that lie as git has left them. */
export function openPaths(disk: Snapshot, branches: TwoBranches): string[] {
  return [...branches.divided].flatMap(([path, versions]) => {
    const text = disk.get(path)?.text;
    if (text === undefined) return [];
    return isAsGitLeftIt(text, versions) || isTakenAway(path, branches) ? [path] : [];
  });
}
