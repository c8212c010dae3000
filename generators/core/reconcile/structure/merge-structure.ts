import { mergeLines } from '../lines.ts';
import { clashesIn, decided, joined, type Piece, trimmed } from '../pieces.ts';
import type { Texts } from '../regions.ts';
import { agrees } from './agreement.ts';
import { mergeRoots } from './merge-nodes.ts';
import { jsonData, readJson } from './read-json.ts';
import { readYaml, yamlData } from './read-yaml.ts';
import type { Root } from './tree.ts';

/** How texts are read: by their keys, and for what they say. */
interface Language {
  read(text: string): Root | undefined;
  dataOf(text: string): unknown[] | undefined;
}

const languages: Record<'yaml' | 'json', Language> = {
  yaml: { read: readYaml, dataOf: yamlData },
  json: { read: readJson, dataOf: jsonData },
};

/**
 * The merge by keys; that by lines where keys cannot be told or where it leaves fewer clashes, unless
 * it settles a clash by carrying a change of one key, which is gone, over to another one. A
 * merge of texts that can be read can be read itself, however its clashes are decided.
 */
export function mergeStructure(kind: keyof typeof languages, texts: Texts): Piece[] {
  const language = languages[kind];
  const byKey = mergeByKeys(language, texts);
  if (byKey && clashesIn(byKey).length === 0) return byKey;
  const { base, mine, theirs } = texts;
  const byLine = mergeLines(base, mine, theirs);
  const fewest = clashesIn(byLine).length;
  if (byKey && fewest === 0 && !saysTheSame(language, byLine, texts)) return byKey;
  if (dataOfSides(language, byLine)) {
    const enough = byKey && [byKey, joined(byKey)].find((it) => clashesIn(it).length <= fewest);
    return enough ?? byLine;
  }
  if (byKey) return byKey;
  const canBeRead = dataOfLines(language, mine) && dataOfLines(language, theirs);
  return canBeRead ? trimmed({ path: undefined, base, mine, theirs }) : byLine;
}

/** undefined where a text has no keys to go by, or the result would not say what it should. */
function mergeByKeys(language: Language, texts: Texts): Piece[] | undefined {
  const base = language.read(textOf(texts.base));
  const mine = language.read(textOf(texts.mine));
  const theirs = language.read(textOf(texts.theirs));
  if (!base || !mine || !theirs) return undefined;
  const pieces = mergeRoots({ base, mine, theirs });
  const merged = dataOfSides(language, pieces);
  if (!merged) return undefined;
  const clashes = new Set(clashesIn(pieces).map(({ path }) => path));
  const data = { base: base.data, mine: mine.data, theirs: theirs.data };
  return agrees(merged.mine, data, (path) => clashes.has(path)) ? pieces : undefined;
}

/** Whether a merge without clashes says what a merge of the data alone would. */
function saysTheSame(language: Language, merged: readonly Piece[], texts: Texts): boolean {
  const of = (lines: readonly string[]) => dataOfLines(language, lines)?.[0] ?? null;
  const { base, mine, theirs } = texts;
  const data = { base: of(base), mine: of(mine), theirs: of(theirs) };
  return agrees(of(decided(merged, 'mine')), data, () => false);
}

function dataOfSides(language: Language, pieces: readonly Piece[]) {
  const mine = dataOfLines(language, decided(pieces, 'mine'));
  if (clashesIn(pieces).length === 0) return mine && { mine: mine[0] ?? null };
  const theirs = dataOfLines(language, decided(pieces, 'theirs'));
  return mine && theirs && { mine: mine[0] ?? null };
}

function dataOfLines(language: Language, lines: readonly string[]): unknown[] | undefined {
  return language.dataOf(textOf(lines));
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
