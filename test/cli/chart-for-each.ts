import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { chartMaker, type OwnedChart } from './owned-chart.ts';
import type { CliRun } from './run-cli.ts';

/** Gives each test of a file a default chart of its own. */
export function chartForEach(take: (chart: OwnedChart) => void): void {
  let maker: Awaited<ReturnType<typeof chartMaker>>;
  let chart: OwnedChart;
  beforeAll(async () => {
    maker = await chartMaker();
  });
  beforeEach(() => {
    chart = maker.copy();
    take(chart);
  });
  afterEach(() => chart.remove());
  afterAll(() => maker.remove());
}

/** What a command says that refuses, line by line; nothing else may come of it. */
export async function refusalOf(chart: OwnedChart, run: () => Promise<CliRun>): Promise<string[]> {
  const before = chart.all();
  const { code, stdout, stderr } = await run();
  expect(stdout).toBe('');
  expect(code, stderr).toBe(2);
  expect(chart.all()).toEqual(before);
  return stderr.trimEnd().split('\n');
}
