import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Merged, type MergeKind, merge } from '../../generators/core/reconcile/merge.ts';
import { kindOf } from '../../generators/core/reconcile/reconcile.ts';
import { goldenFolder, scenarios } from '../charts/scenarios.ts';

/** Thousands by hand: MERGE_CASES=5000 MERGE_SEED=1 npx vitest run test/reconcile */
export const cases = Number(process.env.MERGE_CASES ?? 60);
export const firstSeed = Number(process.env.MERGE_SEED ?? 1);

export const names = { mine: 'yours', theirs: 'new' };

export function merged(
  kind: MergeKind,
  base: string,
  mine: string,
  theirs: string,
): Promise<Merged> {
  return merge(kind, base, mine, theirs, names);
}

/** The files of the golden charts that are merged in a way of their own, or by lines. */
export function goldenTexts(kind: MergeKind): { path: string; text: string }[] {
  return scenarios.flatMap((scenario) => {
    const chart = join(goldenFolder, scenario, 'chart');
    return readdirSync(chart, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ya?ml|json|tpl|txt|md)$/.test(path) && kindOf(path) === kind)
      .toSorted()
      .map((path) => ({
        path: join(scenario, path),
        text: readFileSync(join(chart, path), 'utf8'),
      }));
  });
}

/** A merged text where every conflict is decided for one side. */
export function decided(text: string, side: 'mine' | 'theirs'): string {
  return text.replace(
    /^<{7} yours\n([\s\S]*?)^={7}\n([\s\S]*?)^>{7} new\n?/gm,
    side === 'mine' ? '$1' : '$2',
  );
}

/** What stands outside of all conflicts. */
export function settledLines(text: string): string[] {
  return text.replace(/^<{7} yours\n[\s\S]*?^>{7} new\n?/gm, '').split('\n');
}

/** What `git merge-file` makes of the same three texts. */
export function gitMerge(
  base: string,
  mine: string,
  theirs: string,
): { text: string; conflicts: number } {
  const folder = mkdtempSync(join(tmpdir(), 'helm-prod-merge-'));
  try {
    const files = Object.entries({ mine, base, theirs }).map(([name, text]) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    });
    const labels = ['-L', names.mine, '-L', 'before', '-L', names.theirs];
    const { status, stdout } = spawnSync('git', ['merge-file', '-p', ...labels, ...files], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    if (status === null || status > 127) throw new Error('git merge-file failed');
    return { text: stdout, conflicts: stdout.match(/^<{7} yours$/gm)?.length ?? 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
