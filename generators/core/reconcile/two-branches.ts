import type { FileEntry, FileMap } from '../files.ts';
import { branchNames, type Divided, isAsGitLeftIt } from './left-by-git.ts';
import { inLines } from './line-ends.ts';
import { hasConflictMarkers, type Merged, type MergeKind, merge, mergeFor } from './merge.ts';
import { type Between, kindOf, type Sides, type Snapshot, type Step } from './reconcile.ts';

/**
 * A file that git left open, with what each branch had rendered there, by another name maybe, and
 * what both had before; where that is not known, no edit is older than the branches.
 */
export interface OpenFile extends Divided {
  renders: Divided;
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

/** What the owner of a chart is to get of a file that two branches have divided. */
interface Wanted {
  disk: string;
  /** The new render, and what lies on disk was made of, as far as git has merged it. */
  next: FileEntry;
  common: string | undefined;
}

/**
 * A file of two branches: each with what its owners made of their last render, brought to the new
 * one, and what they had made of it before likewise; then a merge of these three. What both renders
 * changed is no matter of theirs.
 */
async function stepOfBranches(
  path: string,
  { disk, next, common = next.body }: Wanted,
  file: OpenFile,
  names: Sides,
): Promise<Step> {
  const kind = kindOf(path);
  const step = (merged: Merged, between?: Between): Step => {
    const text = withEndsOf(file, disk, merged.text);
    const done = { path, before: disk, after: text };
    if (!hasConflictMarkers(text)) return { ...done, action: 'merged', conflicts: [] };
    const clash = {
      ...done,
      action: 'conflict',
      conflicts: placed(merged.conflicts, text),
    } as const;
    return between ? { ...clash, between } : clash;
  };
  const { base, ours = '', theirs = '' } = file;
  const isEdited = !isPristine(ours, file.renders.ours) || !isPristine(theirs, file.renders.theirs);
  const plain = { base: base ?? '', mine: ours, theirs };
  if (next.isHistory && isEdited) return step(...(await ofBranches(kind, plain)));

  const brought = await broughtTo(next.body, kind, file, 'merge', names);
  if (brought) return step(...(await ofBranches(kind, brought)));
  // An edit clashes with the new render: first the branches, then what they are together with it.
  const [both] = await ofBranches(kind, plain);
  if (both.conflicts.length === 0) {
    const between = { base: common, mine: both.text, theirs: next.body };
    return step(await merge(kind, common, both.text, next.body, names), between);
  }
  // And the branches with each other: that is to be settled first, with the owner's edits in view.
  const kept = await broughtTo(next.body, kind, file, 'keep', names);
  return step(...(await ofBranches(kind, kept ?? plain)));
}

type Three = Readonly<Record<'base' | 'mine' | 'theirs', string>>;

async function ofBranches(kind: MergeKind, three: Three): Promise<[Merged, Between]> {
  const { base, mine, theirs } = three;
  const merged = await merge(kind, base, mine, theirs, branchNames);
  return [merged, { ...three, branches: branchNames }];
}

/**
 * What both branches and what was before them make of a new render. Where an edit clashes with that,
 * the edit is kept, or there is no such text.
 */
async function broughtTo(
  next: string,
  kind: MergeKind,
  { base, ours = '', theirs = '', renders }: OpenFile,
  clashes: 'merge' | 'keep',
  names: Sides,
): Promise<Three | undefined> {
  const bring = async (text: string, render: string): Promise<Merged> =>
    clashes === 'keep'
      ? { text: await mergeFor('mine', kind, inLines(render), text, next), conflicts: [] }
      : merge(kind, inLines(render), text, next, names);
  const all = [
    base === undefined || renders.base === undefined
      ? { text: next, conflicts: [] }
      : await bring(base, renders.base),
    await bring(ours, renders.ours ?? base ?? ''),
    await bring(theirs, renders.theirs ?? base ?? ''),
  ] as const;
  if (all.some(({ conflicts }) => conflicts.length > 0)) return undefined;
  const [before, mine, other] = all;
  return { base: before.text, mine: mine.text, theirs: other.text };
}

function isPristine(text: string | undefined, render: string | undefined): boolean {
  return text !== undefined && inLines(text) === render;
}

/** With Windows' line ends, if the disk has them, or a side has given them and none has taken them. */
function withEndsOf({ base = '', ours = '', theirs = '' }: Divided, disk: string, text: string) {
  const [before, mine, other] = [base, ours, theirs].map((side) => side.includes('\r\n'));
  const isOnDisk = disk.includes('\r\n') && !/(?<!\r)\n/.test(disk);
  const isWindows = isOnDisk || (before ? mine && other : mine || other);
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
function isTakenAway(path: string, { divided, renders: { ours, theirs } }: TwoBranches): boolean {
  const file = divided.get(path);
  if (!file) return false;
  const isGone = (text: string | undefined, render: Renders) =>
    text === undefined && render.has(path);
  return (
    (isGone(file.ours, ours) && isPristine(file.theirs, theirs.get(path))) ||
    (isGone(file.theirs, theirs) && isPristine(file.ours, ours.get(path)))
  );
}

/** What becomes of the files that git left open; those that somebody has settled are no longer. */
export async function stepsOfBranches(
  disk: Snapshot,
  next: FileMap,
  common: Renders,
  branches: TwoBranches,
  names: Sides,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (const path of openPaths(disk, branches)) {
    const text = disk.get(path)?.text;
    const rendered = next.get(path);
    const versions = branches.divided.get(path);
    if (text === undefined || rendered === undefined || !versions) continue;
    if (isTakenAway(path, branches)) {
      steps.push({ path, action: 'deleted', before: text, after: undefined, conflicts: [] });
      continue;
    }
    const wanted = { disk: text, next: rendered, common: common.get(path) };
    steps.push(await stepOfBranches(path, wanted, versions, names));
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
