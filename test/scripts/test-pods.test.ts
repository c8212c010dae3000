import { afterAll, describe, expect, it } from 'vitest';
import type { Render } from '../charts/renders.ts';
import { forEachOf } from '../charts/run-tool.ts';
import { goldenRenders } from '../ground/golden-renders.ts';
import { hostNamesOf, routesIn } from '../ground/pods.ts';
import { type Carried, carriedIn } from './carried.ts';
import { type Manner, manners, type Served, serve } from './loopback.ts';
import { curlConfigFor, requireProgram, runCarried } from './run-carried.ts';
import { metricsAlone, servedBy, without } from './served.ts';
import { type NamedUrl, urlsOf, wayOf } from './ways.ts';

/** Nearly all that they do is wait. */
const runsAtOnce = 16;

interface Asking {
  render: Render;
  command: Carried;
  urls: readonly NamedUrl[];
}

interface Day {
  title: string;
  served: Served;
  manner: Manner;
  /** The URL that the output has to name; none where all is well. */
  fault: string | undefined;
}

/** Commands that ask the app over the network: the same ones that would run in the cluster. */
describe('what pods ask over the network', () => {
  const count = { commands: 0, runs: 0 };
  afterAll(() => {
    const { commands, runs } = count;
    console.log(`commands that ask the app: ${commands}, run ${runs} times against servers here`);
  });

  it('leads to a pod by the names and ports of Services', async (context) => {
    for (const { render, urls } of askingsIn(await goldenRenders(context))) {
      const doors = routesIn(render.objects).flatMap(({ service, port }) =>
        hostNamesOf(service).map((host) => `${host}:${port}`),
      );
      for (const { host, port } of urls) expect(doors, render.title).toContain(`${host}:${port}`);
    }
  });

  it('succeeds where the app answers, fails by itself where not, and names what failed', async (context) => {
    requireProgram(context, 'curl');
    const askings = askingsIn(await goldenRenders(context));
    count.commands = askings.length;
    const surprises: string[] = [];
    await forEachOf(
      askings.flatMap((asking) => daysOf(asking).map((day) => ({ ...asking, ...day }))),
      async ({ render, command, title, served, manner, fault }) => {
        const loopback = await serve(served, manner);
        const outcome = await runCarried(command, curlConfigFor(render.objects, loopback));
        await loopback.close();
        const { code, output, errors, problem, wrote } = outcome;
        const isRight = fault === undefined ? code === 0 : code !== 0 && output.includes(fault);
        if (problem !== null || !isRight || wrote.length > 0) {
          const said = `${problem ?? `exit code ${code}`}\n${output}${errors}${wrote}`;
          surprises.push(`${render.title}, ${command.object}, ${title}: ${said}`);
        }
        count.runs += 1;
      },
      runsAtOnce,
    );
    expect(surprises).toEqual([]);
  }, 300_000);
});

/** Each once, though all renders carry it: what it asks and how the Service leads there decide. */
function askingsIn(renders: readonly Render[]): Asking[] {
  const known = new Map<string, Asking>();
  for (const render of renders) {
    const routes = routesIn(render.objects).map(({ port, podPort }) => [port, podPort]);
    for (const command of carriedIn(render.objects)) {
      if (wayOf(command).kind !== 'servers') continue;
      const { words, deadlineSeconds } = command;
      const key = JSON.stringify([words, deadlineSeconds, routes]);
      known.set(key, { render, command, urls: urlsOf(words) });
    }
  }
  return [...known.values()];
}

function daysOf({ render, urls }: Asking): Day[] {
  const served = servedBy(render.chart);
  const first = urls[0]?.text;
  const bad = manners.filter((manner) => manner !== 'answers');
  const missing = urls.map((url): Day => {
    const route = routesIn(render.objects).find(({ port }) => port === url.port);
    return {
      title: `${url.text} is not there`,
      served: without(served, route?.podPort ?? 0, url.path),
      manner: 'answers',
      fault: url.text,
    };
  });
  return [
    { title: 'the app answers', served, manner: 'answers', fault: undefined },
    ...bad.map((manner): Day => ({ title: `the app ${manner}`, served, manner, fault: first })),
    {
      title: 'the metrics alone answer',
      served: metricsAlone(render.chart),
      manner: 'answers',
      fault: urls.find(({ path }) => path !== render.chart.metrics?.path)?.text,
    },
    ...missing,
  ];
}
