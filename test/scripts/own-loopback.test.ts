import { afterAll, describe, expect, it } from 'vitest';
import type { Render } from '../charts/renders.ts';
import { forEachOf } from '../charts/run-tool.ts';
import { goldenRenders } from '../ground/golden-renders.ts';
import { type Carried, carriedIn, distinct } from './carried.ts';
import { type Manner, manners } from './loopback.ts';
import { networkProbesIn } from './network-probes.ts';
import { hasOwnLoopback, play } from './own-loopback.ts';
import { curlConfigFor, programNamed, requireProgram } from './run-carried.ts';
import { wayOf } from './ways.ts';

interface Day {
  title: string;
  paths: readonly string[];
  manner: Manner;
}

/** Commands that ask their own pod: they name localhost and a port, so they run on one of their own. */
describe('what commands ask of their own pod', () => {
  const count = { commands: 0, runs: 0 };
  afterAll(() => {
    const { commands, runs } = count;
    console.log(`commands that ask their own pod: ${commands}, run ${runs} times on a loopback`);
  });

  it('succeeds where it answers, else fails by itself within the deadline and names what failed', async (context) => {
    const renders = await goldenRenders(context);
    const commands = distinct(renders.flatMap(({ objects }) => carriedIn(objects))).filter(
      (command) => wayOf(command).kind === 'own loopback',
    );
    for (const { words } of commands) requireProgram(context, words[0] ?? '');
    count.commands = commands.length;
    const surprises: string[] = [];
    await forEachOf(
      commands.flatMap((command) => daysOf(command).map((day) => ({ command, ...day }))),
      async ({ command, title, paths, manner }) => {
        const way = wayOf(command);
        if (way.kind !== 'own loopback') return;
        const { outcomes } = await play({
          servers: { served: [[way.port, paths]], manner },
          gets: [],
          runs: [{ command, curlConfig: '' }],
        });
        for (const { code, output, errors, problem, wrote } of outcomes) {
          const said = `${output}${errors}`;
          const isWell = title === 'it answers';
          const isRight = isWell
            ? code === 0
            : code !== 0 && said.includes(`:${way.port}${way.path}`);
          if (problem !== null || !isRight || wrote.length > 0) {
            const ended = problem ?? `exit code ${code}`;
            surprises.push(
              `${command.object} ${command.path}, ${title}: ${ended}\n${said}${wrote}`,
            );
          }
          count.runs += 1;
        }
      },
    );
    expect(surprises).toEqual([]);
  }, 300_000);
});

/** The app of a first chart is there, so it is started as its pod would start it, and asked. */
describe('the sample app under the command, environment and ports of its pod', () => {
  const count = { apps: 0, asked: 0 };
  afterAll(() => {
    const { apps, asked } = count;
    console.log(`sample app: started ${apps} times, answered ${asked} probes, tests and scrapes`);
  });

  it('answers its probes, its scraper and its tests', async (context) => {
    requireProgram(context, 'podinfo');
    // It listens to every network that there is.
    if (!hasOwnLoopback()) context.skip('this machine gives no program a loopback of its own');
    const surprises: string[] = [];
    await forEachOf(samplesIn(await goldenRenders(context)), async ({ render, command }) => {
      const { chart, objects } = render;
      const metrics = Number(chart.metrics && chart.ports[chart.metrics.portName]);
      const probes = networkProbesIn(objects).map(({ port = 0, path = '' }) => ({ port, path }));
      const gets = [...probes, { port: metrics, path: chart.metrics?.path ?? '' }];
      const runs = carriedIn(objects)
        .filter(({ role }) => role !== 'app')
        .map((one) => ({
          command: one,
          curlConfig: curlConfigFor(objects, { at: (port) => port }),
        }));
      const program = programNamed('podinfo') ?? '';
      const app = { command, program, ports: portsOf(command) };
      const { statuses, outcomes } = await play({ app, gets, runs });
      surprises.push(
        ...gets.flatMap(({ port, path }, i) =>
          statuses[i] === 200 ? [] : [`${render.title}: ${statuses[i]} ${port}${path}`],
        ),
        ...outcomes.flatMap(({ code, errors }, i) =>
          code === 0 ? [] : [`${render.title}: ${runs[i]?.command.words.join(' ')}\n${errors}`],
        ),
      );
      count.apps += 1;
      count.asked += gets.length + runs.length;
    });
    expect(surprises).toEqual([]);
    expect(count.apps).toBeGreaterThan(1);
  });
});

/** A redirect is none of the bad days: the kubelet's own probes take it for an answer, too. */
function daysOf(command: Carried): Day[] {
  const way = wayOf(command);
  const paths = way.kind === 'own loopback' ? [way.path] : [];
  const bad = manners.filter((manner) => !['answers', 'redirects'].includes(manner));
  return [
    { title: 'it answers', paths, manner: 'answers' },
    { title: 'the path is not there', paths: [], manner: 'answers' },
    ...bad.map((manner): Day => ({ title: `it ${manner}`, paths, manner })),
  ];
}

/** The ports that its arguments tell it to listen at. */
function portsOf({ words }: Carried): number[] {
  return words.flatMap((word) => {
    const [, port] = /^--port\S*=(\d+)$/.exec(word) ?? [];
    return port ? [Number(port)] : [];
  });
}

/** Each way to start it once. */
function samplesIn(renders: readonly Render[]): { render: Render; command: Carried }[] {
  const found = renders.flatMap((render) =>
    carriedIn(render.objects)
      .filter((command) => wayOf(command).kind === 'sample app')
      .map((command) => ({ render, command })),
  );
  const keyOf = ({ object, words, environment }: Carried) =>
    JSON.stringify([object, words, environment]);
  return [...new Map(found.map((one) => [keyOf(one.command), one])).values()];
}
