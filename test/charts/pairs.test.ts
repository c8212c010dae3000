import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import { features } from '../../generators/core/features.ts';
import { filesOf } from '../../generators/core/generate.ts';
import { requireTools } from '../../scripts/tools/require.ts';
import { forEachOf, lint, template } from './run-tool.ts';
import { chartOf, danglingIncludes, writtenChart } from './scenarios.ts';

const own: DataMap = { limit: { type: 'number', description: 'A limit.', env: 'LIMIT' } };

/** What a feature needs goes with it. */
const comesWith: Readonly<Record<string, readonly string[]>> = {
  service: ['ingress', 'servicemonitor'],
};
const notForWorkers = ['service', 'ingress', 'servicemonitor'];

function withoutThese(profile: string, off: readonly string[]): DataMap {
  const gone = new Set([...off, ...off.flatMap((id) => comesWith[id] ?? [])]);
  const answers: DataMap = { name: 'pair', profile, environments: { prod: {} } };
  for (const { id } of features) {
    if (profile === 'worker' && notForWorkers.includes(id)) continue;
    if (id === 'values') answers[id] = gone.has(id) ? {} : own;
    else answers[id] = { enabled: !gone.has(id) };
  }
  return answers;
}

function pairsOf(ids: readonly string[]): string[][] {
  return ids.flatMap((one, i) => ids.slice(i + 1).map((two) => [one, two]));
}

const all = features.map(({ id }) => id);
const cases = {
  web: pairsOf(all),
  worker: pairsOf(all.filter((id) => !notForWorkers.includes(id))),
};

describe.each(Object.entries(cases))('a %s chart without any two features', (profile, pairs) => {
  const charts = [[], ...pairs];

  it(`holds nothing of them: ${pairs.length} pairs`, async () => {
    for (const off of charts) {
      const files = filesOf(await chartOf(withoutThese(profile, off)));
      expect(danglingIncludes(files), off.join()).toEqual({ undefined: [], unused: [] });
      for (const id of off) {
        const left = [...files.keys()].filter((path) => path.includes(`_${id}.tpl`));
        expect(left, off.join()).toEqual([]);
      }
    }
  });

  it('is rendered by Helm for values.yaml and production, and parses', async (context) => {
    const { helm4 } = requireTools(context, ['helm4']);
    await forEachOf(charts, async (off) => {
      const { folder, remove } = writtenChart(await chartOf(withoutThese(profile, off)));
      try {
        for (const more of [[], ['--values', `${folder}/values-prod.yaml`]]) {
          const checked = await lint(helm4.path, folder, more);
          expect(checked.text, off.join()).toContain('0 chart(s) failed');
          const render = await template(helm4.path, folder, more);
          expect(render.code, `${off.join()}: ${render.text}`).toBe(0);
          const faults = parseAllDocuments(render.stdout).flatMap(({ errors }) => errors);
          expect(faults, off.join()).toEqual([]);
        }
      } finally {
        remove();
      }
    });
  });
});
