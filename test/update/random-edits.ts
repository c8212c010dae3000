import { parse, stringify } from 'yaml';
import { kindOf } from '../../generators/core/reconcile/reconcile.ts';
import { type Edit, edited, randomEdits } from '../reconcile/edits.ts';
import type { Random } from '../reconcile/random.ts';
import type { Texts } from './run.ts';

/** What an owner has made of a chart. */
export interface Work {
  texts: Texts;
  /** Edits of files, by path. */
  edits: Map<string, readonly Edit[]>;
  /** Files that have Windows' line ends now. */
  windows: Set<string>;
  deleted: Set<string>;
  own: Texts;
  /** Comments in the answers, which may have another form as well. */
  remarks: readonly string[];
  /** Whether the answers file is not as it was rendered. */
  hasOwnAnswers: boolean;
}

const record = ['helm-prod.yaml', 'helm-prod.lock'];
const ownFiles = ['notes.md', 'templates/own.yaml', 'ci/own-values.yaml', 'values-own.yaml'];

/** Edits of a chart that was rendered, of all kinds; what they add bears the name of their side. */
export function randomWork(rendered: Texts, random: Random, side = 'mine'): Work {
  const work: Work = {
    texts: new Map(rendered),
    edits: new Map(),
    windows: new Set(),
    deleted: new Set(),
    own: new Map(),
    remarks: [],
    hasOwnAnswers: false,
  };
  const paths = [...rendered.keys()].filter((path) => !record.includes(path));
  const liked = paths.filter((path) => /^(values|Chart|README|templates\/)/.test(path));
  for (let count = random.below(6); count > 0; count--) {
    editFile(work, random.pick(random.below(2) === 0 ? liked : paths), random, side);
  }
  if (random.below(3) === 0) {
    const path = random.pick(ownFiles);
    work.own.set(path, 'mine: true\r\n<<<<<<< not a marker of theirs\n');
    work.texts.set(path, work.own.get(path) as string);
  }
  if (side === 'mine' && random.below(3) === 0) editAnswers(work, random);
  return work;
}

function editFile(work: Work, path: string, random: Random, side: string): void {
  const text = work.texts.get(path);
  if (text === undefined || work.edits.has(path) || work.windows.has(path)) return;
  const kind = random.below(10);
  if (kind === 0) {
    work.deleted.add(path);
    work.texts.delete(path);
    return;
  }
  if (kind > 1) {
    const edits = randomEdits(kindOf(path), text, random, `${side}${work.edits.size}`);
    const changed = edited(text, edits);
    // What nobody can read is no chart, and merged by lines alone.
    if (edits.length === 0 || !isRead(path, changed)) return;
    work.edits.set(path, edits);
    work.texts.set(path, changed);
  }
  if (kind < 4) {
    work.windows.add(path);
    work.texts.set(path, (work.texts.get(path) as string).replaceAll('\n', '\r\n'));
  }
}

/** Comments at some keys, or the same answers in the owner's own form. */
function editAnswers(work: Work, random: Random): void {
  const path = 'helm-prod.yaml';
  const text = work.texts.get(path) as string;
  const form = random.below(4);
  const data: unknown = parse(text);
  const style = { lineWidth: 0, singleQuote: form === 1, collectionStyle: 'any' as const };
  const rewritten =
    form === 0 ? `# Ours.\n${stringify(data, style)}` : form === 1 ? stringify(data, style) : text;
  const remarks: string[] = [];
  const lines = rewritten.split('\n').flatMap((line, i) => {
    if (!/^[A-Za-z]+:/.test(line) || random.below(6) !== 0) return [line];
    remarks.push(`# remark${i}x`);
    return [`# remark${i}x`, line];
  });
  work.texts.set(path, lines.join('\n'));
  work.remarks = remarks;
  work.hasOwnAnswers = work.texts.get(path) !== text;
}

export function isRead(path: string, text: string): boolean {
  try {
    if (kindOf(path) === 'json') JSON.parse(text);
    if (kindOf(path) === 'yaml') parse(text);
    return true;
  } catch {
    return false;
  }
}
