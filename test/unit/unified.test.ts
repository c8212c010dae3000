import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { unifiedDiff } from '../../generators/core/reconcile/unified.ts';
import { edited, randomEdits } from '../reconcile/edits.ts';
import { randomOf } from '../reconcile/random.ts';
import { goldenTexts } from '../reconcile/texts.ts';

const lines = (before: string | undefined, after: string | undefined) =>
  unifiedDiff(before, after).map(({ text }) => text);

const numbers = (...changed: [at: number, text: string][]) =>
  `${Array.from({ length: 30 }, (_, i) => changed.find(([at]) => at === i + 1)?.[1] ?? `${i + 1}`).join('\n')}\n`;

it('shows what changes with three lines around it', () => {
  expect(lines(numbers(), numbers([10, 'ten']))).toEqual([
    '@@ -7,7 +7,7 @@',
    ...[' 7', ' 8', ' 9', '-10', '+ten', ' 11', ' 12', ' 13'],
  ]);
});

it('shows together what is near, and apart what is not', () => {
  const places = (other: number) =>
    lines(numbers(), numbers([10, 'x'], [other, 'y'])).filter((line) => line.startsWith('@@'));
  expect(places(17)).toEqual(['@@ -7,14 +7,14 @@']);
  expect(places(18)).toEqual(['@@ -7,7 +7,7 @@', '@@ -15,7 +15,7 @@']);
});

it('shows new and deleted files in whole, and nothing of what stays', () => {
  expect(lines(undefined, 'a\nb\n')).toEqual(['@@ -0,0 +1,2 @@', '+a', '+b']);
  expect(lines('a\n', undefined)).toEqual(['@@ -1 +0,0 @@', '-a']);
  expect(lines('a\n', 'a\n')).toEqual([]);
  expect(lines(undefined, '')).toEqual([]);
});

it('says where only the newline at the end changes', () => {
  expect(lines('a\n', 'a')).toEqual(['\\ No newline at end of file']);
  expect(lines('a', 'a\n')).toEqual(['\\ Now a newline at end of file']);
});

it('is what git takes for a patch, and leads to the other text', () => {
  const folder = mkdtempSync(join(tmpdir(), 'helm-prod-patch-'));
  const patch: string[] = [];
  const wanted = new Map<string, string>();
  for (const [seed, { path, text }] of goldenTexts('lines').slice(0, 80).entries()) {
    const after = edited(text, randomEdits('lines', text, randomOf(seed), 'x'));
    if (!text.endsWith('\n') || after === text) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    wanted.set(path, after);
    patch.push(`--- a/${path}`, `+++ b/${path}`, ...lines(text, after));
  }
  expect(wanted.size).toBeGreaterThan(60);
  const applied = spawnSync('git', ['apply', '-'], {
    cwd: folder,
    input: `${patch.join('\n')}\n`,
    encoding: 'utf8',
  });
  expect(applied.stderr).toBe('');
  for (const [path, text] of wanted) expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
  rmSync(folder, { recursive: true });
});
