import { defaults, hints } from '../../generated/defaults.ts';
import { templates } from '../../generated/templates.ts';
import type { Fault } from './answers/fault.ts';
import { type Given, settle } from './answers/settle.ts';
import { activeFeatures, type Chart, thinkThrough } from './chart.ts';
import { renderChart } from './compose/compose.ts';
import { contradictions } from './contradictions.ts';
import type { FileMap } from './files.ts';

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

/** A chart to its files. The same answers give the same bytes, always. */
export function filesOf(chart: Chart): FileMap {
  const usual = defaults[chart.profile]?.answers ?? {};
  return renderChart(chart, { templates, hints, usual });
}
