import type { MergeKind } from '../../generators/core/reconcile/merge.ts';
import type { Random } from './random.ts';

/** What somebody does to a text: the lines [from, to) give way to others. */
export interface Edit {
  from: number;
  to: number;
  put: readonly string[];
  /** The line of the key that it is about; what is new has none. */
  key?: number;
  /** What the merged text must hold, settled or in a conflict. */
  shows?: string;
  /** A line that must be gone, but for a conflict. */
  gone?: string;
}

/** An edit that can be made of lines of a certain look. */
interface Editor {
  of: RegExp;
  edit(at: number, token: string, groups: readonly string[], lines: readonly string[]): Edit;
}

const yamlPair = /^( *)([A-Za-z][\w./-]*): ([^\s|>#][^#]*)$/;
const yamlItem = /^( *)- [^\s:]+$/;
const jsonPair = /^( *)"([^"]+)": (?:"[^"]*"|[\w.-]+)(,?)$/;
const jsonItem = /^( *)(?:"[^"]*"|[\w.-]+),?$/;

const editors: Record<MergeKind, readonly Editor[]> = {
  yaml: [
    { of: yamlPair, edit: (at, token, [pad, key]) => change(at, `${pad}${key}: ${token}`, token) },
    { of: yamlPair, edit: (at, token, _, lines) => change(at, `${lines[at]} # ${token}`, token) },
    {
      of: yamlPair,
      edit: (at, token, [pad]) => ({ ...insert(at, `${pad}# ${token}`, token), key: at }),
    },
    {
      of: yamlPair,
      edit: (at, token, [pad], lines) =>
        insert(aboveComments(lines, at), `${pad}${token}: 1`, token),
    },
    { of: yamlPair, edit: (at, _, __, lines) => remove(lines, aboveComments(lines, at), at) },
    { of: yamlItem, edit: (at, token, [pad]) => insert(at + 1, `${pad}- ${token}`, token) },
  ],
  json: [
    {
      of: jsonPair,
      edit: (at, token, [pad, key, comma]) =>
        change(at, `${pad}"${key}": "${token}"${comma}`, token),
    },
    { of: jsonPair, edit: (at, token, [pad]) => insert(at, `${pad}"${token}": 1,`, token) },
    { of: /^ *"[^"]+": .*[^{[],$/, edit: (at, _, __, lines) => remove(lines, at, at) },
    { of: jsonItem, edit: (at, token, [pad]) => insert(at, `${pad}"${token}",`, token) },
  ],
  lines: [
    { of: /./, edit: (at, token, _, lines) => change(at, `${lines[at]} ${token}`, token) },
    { of: /^/, edit: (at, token) => insert(at, token, token) },
    { of: /./, edit: (at, _, __, lines) => remove(lines, at, at) },
  ],
};

/**
 * Edits of one text that do not meet each other, nor the keys in `spared`. The more often a line
 * is there, the less can be said of it later: only lines that are there once are deleted.
 */
export function randomEdits(
  kind: MergeKind,
  text: string,
  random: Random,
  side: string,
  spared: readonly Edit[] = [],
): Edit[] {
  const lines = text.trimEnd().split('\n');
  const edits: Edit[] = [];
  const most = 1 + random.below(6);
  for (let tries = 0; edits.length < most && tries < 200; tries++) {
    const at = random.below(lines.length);
    const { of, edit } = random.pick(editors[kind]);
    const groups = of.exec(lines[at] as string)?.slice(1);
    if (!groups) continue;
    const made = edit(at, `${side}${tries}x`, groups, lines);
    const isMet = edits.some((other) => made.from <= other.to && other.from <= made.to);
    const isSpared = made.key !== undefined && spared.some(({ key }) => key === made.key);
    const isOften =
      made.gone !== undefined && lines.indexOf(made.gone) !== lines.lastIndexOf(made.gone);
    if (!isMet && !isSpared && !isOften) edits.push(made);
  }
  return edits;
}

export function edited(text: string, edits: readonly Edit[]): string {
  const lines = text.trimEnd().split('\n');
  for (const { from, to, put } of edits.toSorted((a, b) => b.from - a.from)) {
    lines.splice(from, to - from, ...put);
  }
  return `${lines.join('\n')}\n`;
}

/** A block of YAML with the comments above it, at another place of the file. */
export function withBlockMoved(text: string, random: Random): string {
  const blocks = text.split(/(?<=\n)(?=\n(?:#.*\n)*[A-Za-z])/);
  const [moved = ''] = blocks.splice(1 + random.below(Math.max(1, blocks.length - 1)), 1);
  blocks.splice(1 + random.below(Math.max(1, blocks.length)), 0, moved);
  return blocks.join('');
}

function change(at: number, line: string, shows: string): Edit {
  return { from: at, to: at + 1, put: [line], key: at, shows };
}

function insert(at: number, line: string, shows: string): Edit {
  return { from: at, to: at, put: [line], shows };
}

function remove(lines: readonly string[], from: number, at: number): Edit {
  return { from, to: at + 1, put: [], key: at, gone: lines[at] as string };
}

function aboveComments(lines: readonly string[], at: number): number {
  let from = at;
  while (/^ *#/.test(lines[from - 1] ?? '')) from--;
  return from;
}
