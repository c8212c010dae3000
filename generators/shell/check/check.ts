import type { PlacedFinding, PlacedWarning } from '../../core/check/checked.ts';
import { findingsInFiles } from '../../core/check/in-files.ts';
import { findingsInObjects } from '../../core/check/in-objects.ts';
import { toldOnce } from '../../core/check/placed.ts';
import { environmentPaths } from '../../core/generate.ts';
import { nameOf } from '../../core/kubernetes/objects.ts';
import { counted } from '../../core/words.ts';
import type { OpenChart } from '../open-chart.ts';
import { isIncomplete, lostText, requestFor } from '../verify/charts.ts';
import { findTools } from '../verify/helm-tools.ts';
import { type Render, type VerifyRequest, type VerifyStep, verify } from '../verify/verify.ts';
import { chartTexts } from './chart-files.ts';
import { type Drift, driftOf } from './drift.ts';
import { type ReadRender, readRenders } from './read-renders.ts';
import { warningsOf } from './warnings.ts';

/** All that was found out about a chart that is there. */
export interface Checked {
  folder: string;
  name: string;
  environments: readonly string[];
  steps: VerifyStep[];
  findings: PlacedFinding[];
  drift: Drift;
  /** What is allowed and worth a thought; no failure. */
  warnings: PlacedWarning[];
  /** What was not looked at, and how to have it looked at. */
  notVerified: string[];
  hasFailed: boolean;
  isIncomplete: boolean;
}

export async function checkChart(open: OpenChart, workspace: string): Promise<Checked> {
  const { chart, folder, directory } = open;
  const request = requestFor(chart, folder, workspace);
  const tools = await findTools();
  const renders: Render[] = [];
  const handOver = (render: Render) => renders.push(render);
  const [steps, drift] = await Promise.all([
    verify([request], tools, () => {}, handOver),
    driftOf(open),
  ]);
  const files = chartTexts(directory);
  const read = readRenders(renders, request);
  const overlays = request.environments.map(({ name }) => environmentPaths(name)[0] as string);
  const findings: PlacedFinding[] = [
    ...findingsInFiles(files, overlays).map((finding) => ({ ...finding, environments: [] })),
    ...toldOnce(
      read.map(({ environment, rendered, faults }) => ({
        environment,
        things: [...faults, ...findingsInObjects(rendered)],
      })),
    ),
  ];
  const { warnings, unknown } = await warningsOf(chart, request, files, tools.helm, read);
  const hasDrifted = drift.files.length > 0;
  return {
    folder,
    name: chart.name,
    environments: request.environments.map(({ name }) => name),
    steps,
    findings,
    drift,
    warnings: [...lostOnes(request), ...warnings],
    notVerified: [...tools.missing, ...notRendered(steps), ...notJudged(read), ...unknown],
    hasFailed:
      hasDrifted || findings.length > 0 || steps.some(({ outcome }) => outcome === 'failed'),
    isIncomplete: isIncomplete(tools, steps),
  };
}

function lostOnes({ lost = [] }: VerifyRequest): PlacedWarning[] {
  return lost.map((name) => ({ message: lostText(name), environments: [name] }));
}

function notRendered(steps: readonly VerifyStep[]): string[] {
  const isRendered = steps.some(({ check, outcome }) => check === 'render' && outcome === 'passed');
  return isRendered ? [] : ['Nothing was rendered, so no rule has looked at the objects.'];
}

/** Whoever makes a chart cannot mend what it brings along. */
function notJudged(read: readonly ReadRender[]): string[] {
  const namesOf = new Map<string, Set<string>>();
  for (const { rendered } of read) {
    for (const [object, subchart] of rendered.subcharts ?? []) {
      const names = namesOf.get(subchart) ?? new Set();
      namesOf.set(subchart, names.add(nameOf(object)));
    }
  }
  return [...namesOf].map(
    ([subchart, { size }]) =>
      `The rules have not judged ${counted(size, 'object')} of ${subchart}, a chart in charts/.`,
  );
}
