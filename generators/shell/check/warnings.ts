import { availableParallelism } from 'node:os';
import type { Chart } from '../../core/chart.ts';
import type { PlacedWarning } from '../../core/check/checked.ts';
import { unsafeChoices, type Warning } from '../../core/check/choices.ts';
import { type Place, toldOnce } from '../../core/check/placed.ts';
import type { ChartFiles } from '../../core/rules/rule.ts';
import { CopyError } from '../immutable/scratch-copy.ts';
import { isFound, type Tool } from '../verify/helm-tools.ts';
import { queue } from '../verify/process.ts';
import type { VerifyRequest } from '../verify/verify.ts';
import { warningsOfNotes } from './notes.ts';
import type { ReadRender } from './read-renders.ts';

interface Found {
  environment: Place;
  things: Warning[];
}

/** What is allowed and worth a thought, and what of it could not be found out. */
export async function warningsOf(
  chart: Chart,
  request: VerifyRequest,
  files: ChartFiles,
  helm: Tool,
  read: readonly ReadRender[],
): Promise<{ warnings: PlacedWarning[]; unknown: string[] }> {
  const { found, unknown } = await noted(request, files, helm, read);
  return { warnings: toldOnce([...found, ...chosen(chart, read)]), unknown };
}

/** What the answers choose; nothing has to be rendered for most of it. */
function chosen(chart: Chart, read: readonly ReadRender[]): Found[] {
  return chart.environments.map((environment) => {
    const known = read.find((one) => one.environment === environment.name);
    const things = unsafeChoices(chart, environment, known?.rendered);
    return { environment: environment.name, things };
  });
}

/** What the chart's own NOTES warn of, wherever it renders. */
async function noted(
  request: VerifyRequest,
  files: ChartFiles,
  helm: Tool,
  read: readonly ReadRender[],
): Promise<{ found: Found[]; unknown: string[] }> {
  if (!isFound(helm) || read.length === 0) return { found: [], unknown: [] };
  const inTurn = queue(availableParallelism());
  try {
    const found = await warningsOfNotes(request, files, helm, (warningsOf) =>
      Promise.all(
        read.map(async ({ environment }) => {
          const at = request.environments.find(({ name }) => name === environment) ?? null;
          return { environment, things: await inTurn(() => warningsOf(at)) };
        }),
      ),
    );
    return { found, unknown: [] };
  } catch (error) {
    if (!(error instanceof CopyError)) throw error;
    return { found: [], unknown: [`The warnings of NOTES.txt: ${error.message}.`] };
  }
}
