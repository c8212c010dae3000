import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Merged, MergeKind } from '../../generators/core/reconcile/merge.ts';
import { type Edit, edited, randomEdits, withBlockMoved } from './edits.ts';
import { randomOf } from './random.ts';
import { cases, decided, firstSeed, gitMerge, goldenTexts, merged, settledLines } from './texts.ts';

const timeout = 60_000 + cases * 1000;
const kinds: readonly MergeKind[] = ['lines', 'yaml', 'json'];

interface Side {
  text: string;
  edits: readonly Edit[];
  /** A block went to another place: whoever deletes a line of it may find it there again. */
  isMoved: boolean;
}

interface Case {
  at: string;
  base: string;
  mine: Side;
  theirs: Side;
}

describe.each(kinds)('merging by %s', (kind) => {
  const texts = goldenTexts(kind);
  // What looks like a key in a block scalar is none.
  const withoutTexts = texts.filter(({ text }) => !/[:-] [|>]/.test(text));

  it('loses no edit, can be read, and conflicts no more often than git', { timeout }, async () => {
    for (const { at, base, mine, theirs } of casesOf('any keys')) {
      const result = await merged(kind, base, mine.text, theirs.text);
      expect(lost(result, mine, theirs), at).toEqual([]);
      expect(lost(result, theirs, mine), at).toEqual([]);
      expect(isRead(kind, result.text), at).toBe(true);
      if (result.conflicts.length === 0) continue;
      const git = gitMerge(base, mine.text, theirs.text);
      // Where git is content with what nobody can read, a conflict is the better answer.
      if (!isRead(kind, git.text)) continue;
      expect(result.conflicts.length, at).toBeLessThanOrEqual(git.conflicts);
    }
  });

  it('says the same whoever is mine, but for the order of a list', { timeout }, async () => {
    for (const { at, base, mine, theirs } of casesOf('any keys')) {
      const result = await merged(kind, base, mine.text, theirs.text);
      const swapped = await merged(kind, base, theirs.text, mine.text);
      expect(swapped.conflicts.length > 0, at).toBe(result.conflicts.length > 0);
      if (result.conflicts.length > 0) continue;
      expect(unordered(said(kind, swapped.text)), at).toEqual(unordered(said(kind, result.text)));
    }
  });

  it('takes the side that changed something, where only one did', { timeout }, async () => {
    for (const { at, base, mine, theirs } of casesOf('any keys')) {
      const settled = { conflicts: [] };
      expect(await merged(kind, base, mine.text, base), at).toEqual({
        text: mine.text,
        ...settled,
      });
      expect(await merged(kind, base, base, theirs.text), at).toEqual({
        text: theirs.text,
        ...settled,
      });
      expect(await merged(kind, base, mine.text, mine.text), at).toEqual({
        text: mine.text,
        ...settled,
      });
    }
  });

  if (kind === 'lines') return;

  it('never conflicts over different keys', { timeout }, async () => {
    for (const { at, base, mine, theirs } of casesOf('different keys')) {
      const { conflicts } = await merged(kind, base, mine.text, theirs.text);
      expect(conflicts, at).toEqual([]);
    }
  });

  function* casesOf(which: 'any keys' | 'different keys'): Generator<Case> {
    for (let seed = firstSeed; seed < firstSeed + cases; seed++) {
      const random = randomOf(seed);
      const { path, text: base } = random.pick(which === 'different keys' ? withoutTexts : texts);
      const side = (name: string, spared: readonly Edit[]): Side => {
        const edits = randomEdits(kind, base, random, name, spared);
        const isMoved = kind === 'yaml' && which === 'any keys' && random.below(4) === 0;
        const text = edited(base, edits);
        return { edits, isMoved, text: isMoved ? withBlockMoved(text, random) : text };
      };
      const mine = side('mine', []);
      const theirs = side('theirs', which === 'different keys' ? mine.edits : []);
      if (!isRead(kind, mine.text) || !isRead(kind, theirs.text)) continue;
      yield { at: `seed ${seed}, ${path}`, base, mine, theirs };
    }
  }
});

/** Edits of a side that are neither in the merged text nor in a conflict. */
function lost({ text, conflicts }: Merged, side: Side, other: Side): Edit[] {
  const settled = settledLines(text);
  return side.edits.filter(({ shows, gone }) => {
    if (shows !== undefined) return !text.includes(shows);
    if (gone === undefined || other.isMoved || !settled.includes(gone)) return false;
    return !conflicts.some(({ base }) => base.includes(gone));
  });
}

function said(kind: MergeKind, text: string): unknown {
  if (kind === 'lines') return text.split('\n');
  return kind === 'json' ? JSON.parse(text) : parse(text);
}

function isRead(kind: MergeKind, text: string): boolean {
  try {
    said(kind, decided(text, 'mine'));
    said(kind, decided(text, 'theirs'));
    return true;
  } catch {
    return false;
  }
}

function unordered(data: unknown): unknown {
  if (Array.isArray(data)) {
    return data.map(unordered).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, unordered(value)]));
}
