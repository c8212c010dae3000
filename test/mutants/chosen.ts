import type { Chart } from '../../generators/core/chart.ts';
import { answersOf, chartOf } from '../charts/scenarios.ts';
import type { Mutant } from './mutant.ts';
import { mutantsOf, type Part, sample } from './mutants.ts';

/** The default chart, and of the others the templates that no chart before has. */
export const mutatedScenarios = ['first-web', 'first-worker', 'agent'];

/** How many of each part are made in an everyday run. */
const most: Readonly<Record<Part, number>> = {
  subjects: 170,
  manifests: 170,
  notes: 25,
  values: 20,
  schema: 15,
};

/** Decides which ones; another seed makes others. MUTANTS=all makes every one. */
export const seed = 'one';
const wantsAll = process.env.MUTANTS === 'all';

/** The mutants of one file of one chart. */
export interface Group {
  title: string;
  scenario: string;
  chart: Chart;
  mutants: Mutant[];
}

/** What is to be judged, the longest first, and how many there could have been. */
export async function chosenMutants(): Promise<{ groups: Group[]; possible: number }> {
  const charts = new Map<string, Chart>();
  const known = new Set<string>();
  const mutants: Mutant[] = [];
  for (const scenario of mutatedScenarios) {
    const chart = await chartOf(await answersOf(scenario));
    charts.set(scenario, chart);
    const own = mutantsOf(scenario, chart).filter(({ file }) => !known.has(file));
    for (const { file } of own) known.add(file);
    mutants.push(...own);
  }
  const groups = new Map<string, Group>();
  for (const mutant of wantsAll ? mutants : sample(mutants, most, seed)) {
    const { scenario, file } = mutant;
    const chart = charts.get(scenario);
    if (!chart) throw new Error(`no chart ${scenario}`);
    const title = `${file} of ${scenario}`;
    const group = groups.get(title) ?? { title, scenario, chart, mutants: [] };
    group.mutants.push(mutant);
    groups.set(title, group);
  }
  return {
    groups: [...groups.values()].toSorted((a, b) => b.mutants.length - a.mutants.length),
    possible: mutants.length,
  };
}
