import { defaults } from '../../generated/defaults.ts';
import { templates } from '../../generated/templates.ts';
import type { Fault } from './answers/fault.ts';
import { type Given, settle } from './answers/settle.ts';
import { activeFeatures, type Chart, thinkThrough } from './chart.ts';
import { renderChart } from './compose/compose.ts';
import { contradictions } from './contradictions.ts';
import type { FileMap } from './files.ts';
import { knownAnswers } from './known-answers.ts';

export type ChartResult = { ok: true; chart: Chart } | { ok: false; faults: readonly Fault[] };

/** Answers, from wherever they came, to a chart that makes sense, or to all that is wrong. */
export async function chartFrom(given: Given): Promise<ChartResult> {
  const settled = await settle(given, (profile, hasImage) => {
    const known = defaults[hasImage ? profile : `${profile}-sample`];
    if (!known) throw new Error(`no defaults for ${profile}`);
    return known;
  });
  if (!settled.ok) return settled;
  const chart = thinkThrough(settled.answers);
  const faults = contradictions(chart, activeFeatures(chart));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, chart };
}

/** The files that go by the name of an environment, its overlay first. */
export function environmentPaths(name: string): string[] {
  return [
    `values-${name}.yaml`,
    ...templates.environment.map(({ path }) => path.replaceAll('[environment]', name)),
  ];
}

/** A chart to its files. The same answers give the same bytes, always. */
export function filesOf(chart: Chart): FileMap {
  return renderChart(chart, { templates, ...knownAnswers(chart.profile) });
}
