import { availableParallelism } from 'node:os';
import { lackOfDependencies } from './chart.ts';
import {
  directoryOf,
  type Environment,
  type Finding,
  lint,
  render,
  skipped,
  testUnits,
  type VerifyRequest,
  validate,
} from './checks.ts';
import { type FoundTools, isFound } from './helm-tools.ts';
import { queue } from './process.ts';
import type { VerifyStep } from './step.ts';

export type { VerifyRequest } from './checks.ts';
export type { VerifyStep } from './step.ts';

/** What Helm made of a chart in one environment. */
export interface Render {
  chart: VerifyRequest;
  environment: Environment | null;
  manifests: string;
}

type Check = VerifyStep['check'];

/** How one chart's checks are run and told. */
interface Run {
  /** Waits for its turn, then tells what was found, and how long it took. */
  check<F extends Finding>(
    check: Check,
    environment: Environment | null,
    look: () => Promise<readonly F[]>,
  ): Promise<readonly F[]>;
  skip(checks: readonly Check[], why: string): void;
  rendered(environment: Environment | null, manifests: string): void;
}

/**
 * Checks charts on disk with the tools there are, as many at once as there are cores. Every step
 * is reported as it ends; all are returned in a fixed order. What was not looked at is 'skipped'.
 * Whoever has more to look at is handed what was rendered.
 */
export async function verify(
  charts: readonly VerifyRequest[],
  tools: FoundTools,
  report: (step: VerifyStep) => void,
  handOver: (render: Render) => void = () => {},
): Promise<VerifyStep[]> {
  const inTurn = queue(availableParallelism());
  const steps = await Promise.all(
    charts.map(async (chart) => {
      const found: VerifyStep[] = [];
      const say = (step: VerifyStep) => {
        found.push(step);
        report(step);
      };
      await verifyChart(chart, tools, runOf(chart, inTurn, say, handOver));
      return inOrder(found, chart);
    }),
  );
  return steps.flat();
}

function runOf(
  chart: VerifyRequest,
  inTurn: ReturnType<typeof queue>,
  say: (step: VerifyStep) => void,
  handOver: (render: Render) => void,
): Run {
  const { folder } = chart;
  return {
    rendered: (environment, manifests) => handOver({ chart, environment, manifests }),
    check: (check, environment, look) =>
      inTurn(async () => {
        const started = performance.now();
        const findings = await look();
        const milliseconds = Math.round(performance.now() - started);
        for (const { outcome, detail } of findings) {
          const where = { chart: folder, environment: environment?.name ?? null, check };
          say({ ...where, outcome, detail, milliseconds });
        }
        return findings;
      }),
    skip: (checks, why) => {
      for (const check of checks) {
        say({ chart: folder, environment: null, check, ...skipped(why), milliseconds: 0 });
      }
    },
  };
}

async function verifyChart(chart: VerifyRequest, tools: FoundTools, run: Run): Promise<void> {
  // The unit tests take longest, so they go first.
  await Promise.all([withUnittest(chart, tools, run), withHelm(chart, tools, run)]);
}

async function withHelm(
  chart: VerifyRequest,
  { helm, kubeconform, schemas }: FoundTools,
  run: Run,
): Promise<void> {
  if (!isFound(kubeconform)) run.skip(['schema'], kubeconform.fault);
  const checks: Check[] = isFound(kubeconform) ? ['lint', 'render', 'schema'] : ['lint', 'render'];
  if (!isFound(helm)) return run.skip(checks, helm.fault);

  const lack = lackOfDependencies(directoryOf(chart), chart.folder);
  if (lack !== null) return run.skip(checks, lack);

  const renderAndValidate = async (environment: Environment | null): Promise<void> => {
    const [rendered] = await run.check('render', environment, async () => [
      await render(chart, environment, helm),
    ]);
    const manifests = rendered?.manifests ?? null;
    if (manifests !== null) run.rendered(environment, manifests);
    if (!isFound(kubeconform)) return;
    await run.check('schema', environment, () => validate(chart, manifests, kubeconform, schemas));
  };
  await Promise.all(
    [null, ...chart.environments].flatMap((environment) => [
      run.check('lint', environment, async () => [await lint(chart, environment, helm)]),
      renderAndValidate(environment),
    ]),
  );
}

async function withUnittest(
  chart: VerifyRequest,
  { unittest }: FoundTools,
  run: Run,
): Promise<void> {
  if (!isFound(unittest)) return run.skip(['unit tests'], unittest.fault);
  await run.check('unit tests', null, async () => [await testUnits(chart, unittest)]);
}

const CHECKS: readonly Check[] = ['lint', 'render', 'schema', 'unit tests'];

function inOrder(steps: readonly VerifyStep[], { environments }: VerifyRequest): VerifyStep[] {
  const order = [null, ...environments.map(({ name }) => name)];
  const rank = (step: VerifyStep): number =>
    CHECKS.indexOf(step.check) * order.length + order.indexOf(step.environment);
  return [...steps].sort((a, b) => rank(a) - rank(b));
}
