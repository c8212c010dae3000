import { parse } from 'yaml';
import { kindOf } from '../../generators/core/reconcile/reconcile.ts';
import type { Edit } from '../reconcile/edits.ts';
import { isRead, type Work } from './random-edits.ts';
import type { Ran, Texts } from './run.ts';

/** A chart before and after an update, and what came between. */
export interface Updated {
  work: Work;
  /** What was rendered before the edits, and what a fresh chart would be now. */
  before: Texts;
  fresh: Texts;
  /** What lies there now. */
  after: Texts;
  ran: Ran;
}

/** What of the owner's work, or of the new render, is not there: each in a line for people. */
export function losses(updated: Updated): string[] {
  const { before, fresh, after, work } = updated;
  const paths = new Set([...before, ...fresh, ...after, ...work.own].map(([path]) => path));
  return [...paths]
    .flatMap((path) => lossesIn(path, updated).map((loss) => `${path}: ${loss}`))
    .concat(
      work.remarks
        .filter((remark) => !after.get('helm-prod.yaml')?.includes(remark))
        .map((remark) => `helm-prod.yaml: lost ${remark}`),
    );
}

function lossesIn(path: string, updated: Updated): string[] {
  const { before, fresh, after, work } = updated;
  const text = after.get(path);
  if (work.own.has(path))
    return text === work.own.get(path) ? [] : ['is not as its owner wrote it'];
  if (work.deleted.has(path)) return text === undefined ? [] : ['is there again'];
  if (path === 'helm-prod.yaml' && work.hasOwnAnswers) return [];
  const edits = work.edits.get(path);
  if (!edits) return linesOf(text) === linesOf(fresh.get(path)) ? [] : ['is not as rendered'];
  if (text === undefined) return ['is gone with all edits'];
  const conflicts = conflictsIn(text);
  const windows =
    work.windows.has(path) && !text.includes('\r\n') ? ['has lost its line ends'] : [];
  const unread = conflicts.length === 0 && !isRead(path, text) ? ['cannot be read'] : [];
  return [
    ...windows,
    ...unread,
    ...edits.flatMap((edit) =>
      lossOf(edit, {
        path,
        text: linesOf(text) ?? '',
        conflicts,
        base: before.get(path) ?? '',
        theirs: fresh.get(path) ?? '',
        mine: linesOf(work.texts.get(path)) ?? '',
      }),
    ),
  ];
}

interface Merged {
  path: string;
  text: string;
  conflicts: readonly string[];
  base: string;
  theirs: string;
  mine: string;
}

function lossOf({ shows, gone }: Edit, { path, text, conflicts, ...versions }: Merged): string[] {
  const { base, theirs, mine } = versions;
  if (shows !== undefined) {
    if (!text.includes(shows)) return [`lost ${shows}`];
    if (kindOf(path) === 'lines' || conflicts.length > 0) return [];
    const [was, is] = [placeOf(shows, dataIn(path, mine)), placeOf(shows, dataIn(path, text))];
    return was === is ? [] : [`${shows} is at ${is}, not at ${was}`];
  }
  if (gone === undefined || conflicts.length > 0) return [];
  // A line that the new render has at another place is a line of its own.
  const count = (lines: string) => lines.split('\n').filter((line) => line === gone).length;
  if (count(theirs) > count(base)) return [];
  return count(text) > Math.max(0, count(theirs) - 1) ? [`has again ${gone}`] : [];
}

function dataIn(path: string, text: string): unknown {
  return kindOf(path) === 'json' ? JSON.parse(text) : parse(text);
}

/** Where in data a key or a value says something; the place in a list does not count. */
function placeOf(token: string, data: unknown, at = ''): string | undefined {
  if (typeof data === 'string') return data.includes(token) ? at : undefined;
  if (typeof data !== 'object' || data === null) return undefined;
  for (const [key, value] of Object.entries(data)) {
    const path = Array.isArray(data) ? `${at}[]` : `${at}.${key}`;
    if (key.includes(token)) return path;
    const found = placeOf(token, value, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function conflictsIn(text: string): string[] {
  return text.match(/^<{7} (?:yours|this branch)\r?\n[\s\S]*?^>{7} .*$/gm) ?? [];
}

function linesOf(text: string | undefined): string | undefined {
  return text?.replaceAll('\r\n', '\n');
}
