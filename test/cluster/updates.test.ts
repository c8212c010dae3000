import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { podTemplateOf } from '../../generators/core/kubernetes/objects.ts';
import { thisGenerator } from '../../generators/core/this-generator.ts';
import { chartMaker, copyOf } from '../cli/owned-chart.ts';
import { temporaryFolder } from '../cli/run-cli.ts';
import { releasedVersions, writeReleased } from '../releases/charts.ts';
import { count } from '../setup/counts.ts';
import { inRoom, podsIn } from './charts.ts';
import { helms } from './helm.ts';
import {
  comesAndGoes,
  expectPods,
  type Live,
  type LiveChart,
  liveChart,
  untilGone,
} from './live-chart.ts';

/** A command on the chart, and what the next upgrade of its release does. */
interface Step {
  words: readonly string[];
  comes?: readonly string[];
  goes?: readonly string[];
  restarts?: true;
}

/**
 * All of them in production, one after the other, and then back one by one. At most five, since
 * Helm remembers ten revisions.
 */
const stories: Readonly<Record<string, readonly Step[]>> = {
  'features come and go': [
    { words: ['feature', 'add', 'podmonitor'], comes: ['PodMonitor/my-app'] },
    { words: ['feature', 'remove', 'servicemonitor'], goes: ['ServiceMonitor/my-app'] },
    { words: ['feature', 'remove', 'ingress'], goes: ['Ingress/my-app'] },
    { words: ['feature', 'remove', 'networkpolicy'], goes: ['NetworkPolicy/my-app'] },
    { words: ['feature', 'add', 'ingress'], comes: ['Ingress/my-app'] },
  ],
  'answers change': [
    { words: ['update', '--service.port=8080', '--hpa.maxReplicas=20', '--bump'] },
    { words: ['update', '--environments.prod.hosts.0=shop.example.com'] },
    { words: ['update', '--configmap.settings.COLOUR=blue'], restarts: true },
    { words: ['update', '--port=3000', '--image.tag=6.9.3', '--bump'], restarts: true },
  ],
};

let maker: Awaited<ReturnType<typeof chartMaker>>;
beforeAll(async () => {
  maker = await chartMaker();
});
afterAll(() => maker.remove());

describe.each(helms)('a release of %s goes on while', (helmName) => {
  it.concurrent.for(Object.entries(stories))('%s', ([, steps], { task }) =>
    inRoom(async (room) => {
      const chart = maker.copy();
      try {
        const live = liveChart(task, helmName, chart, room);
        const states = [await live.bring('install', 'prod')];
        for (const step of steps) {
          const before = states.at(-1) as Live;
          await live.command(...step.words, 'my-app');
          const after = await live.bring('upgrade', 'prod');
          const { comes = [], goes = [] } = step;
          expect(comesAndGoes(before, after)).toEqual({ comes, goes });
          await expectChange(live, step, before, after, before.pods);
          states.push(after);
        }
        await rollBackAll(live, steps, states);
      } finally {
        chart.remove();
      }
    }),
  );
});

/** Each change by itself, the last one first. */
async function rollBackAll(
  live: LiveChart,
  steps: readonly Step[],
  states: readonly Live[],
): Promise<void> {
  for (let revision = steps.length; revision > 0; revision -= 1) {
    const [before, after] = states.slice(revision - 1, revision + 1) as [Live, Live];
    const pods = await podsIn(live.room);
    await live.rollBack(revision, before);
    await expectChange(live, steps[revision - 1] as Step, after, before, pods);
  }
}

async function expectChange(
  live: LiveChart,
  { words, restarts }: Step,
  from: Live,
  to: Live,
  pods: readonly string[],
): Promise<void> {
  const { goes } = comesAndGoes(from, to);
  await untilGone(
    live.room,
    from.objects.filter(({ kind, metadata }) => goes.includes(`${kind}/${metadata.name}`)),
  );
  await expectPods(live, pods, { restarts: restarts === true, because: words.join(' ') });
  count(live.task, restarts ? 'changes that restarted pods' : 'changes that restarted no pod');
}

interface Listed {
  environments: { name: string; namespace: string }[];
}

describe.each(helms)('the environments of a chart with a release of %s', (helmName) => {
  const namespaceOf = async ({ chart }: LiveChart, name: string) => {
    const { stdout } = await chart.run(['environment', 'list', 'my-app', '--json']);
    const { environments } = JSON.parse(stdout) as Listed;
    return environments.find((one) => one.name === name)?.namespace;
  };

  it.concurrent('are renamed, added and removed, and no pod notices', ({ task }) =>
    inRoom((room) =>
      inRoom(async (second) => {
        const chart = maker.copy();
        try {
          const live = liveChart(task, helmName, chart, room);
          // Where no release is yet, nothing speaks against another namespace.
          const place = `--environments.prod.namespace=${room.namespace}`;
          await live.command('update', 'my-app', place, '--allow-immutable');
          chart.append('values-prod.yaml', 'config:\n  COLOUR: blue\n');
          const first = await live.bring('install', 'prod');
          const goesOn = async (because: string) => {
            const now = await live.bring('upgrade', 'prod-eu');
            expect(comesAndGoes(first, now)).toEqual({ comes: [], goes: [] });
            await expectPods(live, first.pods, { restarts: false, because });
          };

          await live.command('environment', 'rename', 'prod', 'prod-eu', 'my-app');
          expect(await namespaceOf(live, 'prod-eu')).toBe(room.namespace);
          expect(chart.read('values-prod-eu.yaml')).toContain('COLOUR: blue');
          await goesOn('another name');

          const elsewhere = `--environments.qa.namespace=${second.namespace}`;
          await live.command('environment', 'add', 'qa', 'my-app', elsewhere);
          await goesOn('an environment beside it');
          expect(await namespaceOf(live, 'qa')).toBe(second.namespace);
          const other = liveChart(task, helmName, chart, second);
          const { pods } = await other.bring('install', 'qa');

          await live.command('environment', 'remove', 'qa', 'my-app');
          await goesOn('one environment less');
          await expectPods(other, pods, { restarts: false, because: 'a file that is gone' });
          await live.rollBack(1, first);
          await expectPods(live, first.pods, { restarts: false, because: 'a rollback' });
        } finally {
          chart.remove();
        }
      }),
    ));
});

// Of this very version there is nothing to update.
const released = releasedVersions()
  .filter((version) => version !== thisGenerator.version)
  .flatMap((version) =>
    ['first-web', 'first-worker'].map((scenario) => [version, scenario] as const),
  );

describe.each(helms)('a release of %s with a chart', (helmName) => {
  it.concurrent.for(released)(
    'of %s, %s: is updated with what its owner has edited',
    ([version, scenario], { task }) =>
      inRoom(async (room) => {
        const origin = temporaryFolder();
        writeReleased(version, scenario, origin.path);
        const chart = copyOf(origin.path);
        try {
          const live = liveChart(task, helmName, chart, room);
          chart.replace('values.yaml', 'commonAnnotations: {}', 'commonAnnotations: {by: hand}');
          chart.replace(
            'templates/deployment.yaml',
            '\nspec:\n',
            '\nspec:\n  progressDeadlineSeconds: 77\n',
          );
          chart.append('values-prod.yaml', 'config:\n  COLOUR: blue\n');
          rmSync(chart.at('templates/pdb.yaml'));
          rmSync(chart.at('tests/pdb_test.yaml'));
          const before = await live.bring('install', 'prod');
          const edits = {
            metadata: { annotations: { by: 'hand' } },
            spec: { progressDeadlineSeconds: 77 },
          };

          await live.command('update', 'my-app');
          expect(chart.read('helm-prod.lock')).not.toContain(`generator ${version}\n`);
          const after = await live.bring('upgrade', 'prod');
          const [workload] = await room.list('apis/apps/v1', 'deployments');
          expect(workload).toMatchObject(edits);
          const settings = (await room.list('api/v1', 'configmaps')).map(({ data }) => data);
          expect(settings).toContainEqual(expect.objectContaining({ COLOUR: 'blue' }));
          expect(await room.list('apis/policy/v1', 'poddisruptionbudgets')).toEqual([]);
          const [was, is] = [before, after].map(({ objects }) =>
            JSON.stringify(objects.map(podTemplateOf)),
          );
          await expectPods(live, before.pods, { restarts: was !== is, because: 'an update' });
          await live.rollBack(1, before);
          count(task, 'charts of an older version that were updated under a live release');
        } finally {
          chart.remove();
          origin.remove();
        }
      }),
  );
});
