import { expect, inject, type TestContext } from 'vitest';
import { type KubeObject, nameOf } from '../../generators/core/kubernetes/objects.ts';
import { objectsIn } from '../charts/renders.ts';
import { template } from '../charts/run-tool.ts';
import type { OwnedChart } from '../cli/owned-chart.ts';
import type { CliRun } from '../cli/run-cli.ts';
import { count } from '../setup/counts.ts';
import { hookOf, podsIn, settledPods } from './charts.ts';
import { type Helm, type HelmName, helmIn, wait } from './helm.ts';
import { pathOf } from './kube.ts';
import { strictDryRun } from './kubectl.ts';
import { eventually, kube, type Room } from './room.ts';

/** A chart with a release in a room; our commands change the chart, Helm brings that to the release. */
export interface LiveChart {
  task: TestContext['task'];
  helmName: HelmName;
  chart: OwnedChart;
  room: Room;
  helm: Helm;
  release: string;
  folder: string;
  /** Runs a command on the chart, which has to do it. */
  command(...words: readonly string[]): Promise<CliRun>;
  /** What a command says that refuses, and writes nothing. */
  refusal(...words: readonly string[]): Promise<string>;
  /** Helm's arguments for an environment. */
  valuesOf(environment: string): string[];
  /** Installs or upgrades without a complaint of anybody; what is live then. */
  bring(verb: 'install' | 'upgrade', environment: string): Promise<Live>;
  /** Goes back to a revision, which looked like this. */
  rollBack(revision: number, before: Live): Promise<string[]>;
}

/** What is there of a release: its pods by name, which is new with each, and what it is made of. */
export interface Live {
  pods: string[];
  objects: readonly KubeObject[];
}

export function liveChart(
  task: TestContext['task'],
  helmName: HelmName,
  chart: OwnedChart,
  room: Room,
  release = 'my-app',
): LiveChart {
  const folder = chart.at('');
  const helm = helmIn(task, helmName, room.namespace);
  const program = inject('programs')[helmName];
  const env = { HELM_PROD_HELM: program };
  const run = (words: readonly string[]) => chart.run([...words, '--no-verify'], { env });
  const valuesOf = (environment: string) => ['--values', chart.at(`values-${environment}.yaml`)];
  const live: LiveChart = {
    task,
    helmName,
    chart,
    room,
    helm,
    release,
    folder,
    valuesOf,
    async command(...words) {
      const ran = await run(words);
      expect(ran, words.join(' ')).toMatchObject({ code: 0, stderr: '' });
      count(task, 'changes of charts by our commands');
      return ran;
    },
    async refusal(...words) {
      const before = chart.all();
      const { code, stderr } = await run(words);
      expect(code, stderr).toBe(2);
      expect(chart.all(), 'nothing is written').toEqual(before);
      count(task, 'changes that were refused for the sake of a live release');
      return stderr;
    },
    async bring(verb, environment) {
      const values = valuesOf(environment);
      await helm.run(verb, release, folder, ...values, ...wait);
      const here = [...values, '--namespace', room.namespace];
      const { stdout } = await template(program, folder, here, release);
      const objects = objectsIn(stdout).filter((object) => !hookOf(object));
      await expectThere(room, objects);
      // Once is enough, since both make the same; and afterwards, since a test's pod needs its account.
      if (helmName === 'helm4') await expectStrictlyTaken(live, values);
      return { pods: await settledPods(room, objects), objects };
    },
    async rollBack(revision, before) {
      await helm.run('rollback', release, `${revision}`, ...wait);
      await expectThere(room, before.objects);
      count(task, 'changes of a chart that were rolled back');
      return settledPods(room, before.objects);
    },
  };
  return live;
}

async function expectStrictlyTaken(
  { room, folder, release }: LiveChart,
  values: readonly string[],
): Promise<void> {
  const { dryRun } = await strictDryRun(room, folder, values, release);
  expect(dryRun.code, dryRun.text).toBe(0);
  expect(dryRun.text).not.toMatch(/warning/i);
}

/** Names of what only one of two states has. */
export function comesAndGoes(before: Live, after: Live): { comes: string[]; goes: string[] } {
  const [was, is] = [before, after].map(({ objects }) => objects.map(nameOf)) as [
    string[],
    string[],
  ];
  return {
    comes: is.filter((name) => !was.includes(name)).toSorted(),
    goes: was.filter((name) => !is.includes(name)).toSorted(),
  };
}

function stored(room: Room, object: KubeObject): Promise<KubeObject | undefined> {
  return kube.get(
    pathOf({ ...object, metadata: { namespace: room.namespace, ...object.metadata } }),
  );
}

/** Kinds that the API server keeps as they were written, but for what it adds. */
const literal = ['ConfigMap', 'Service', 'Ingress', 'NetworkPolicy', 'PodMonitor'];

async function expectThere(room: Room, objects: readonly KubeObject[]): Promise<void> {
  const found = await Promise.all(objects.map((object) => stored(room, object)));
  for (const [i, object] of objects.entries()) {
    const { spec, data } = object;
    const what = literal.includes(object.kind) ? { spec, data } : {};
    expect(found[i], nameOf(object)).toMatchObject(JSON.parse(JSON.stringify(what)));
  }
}

/** Helm does not wait until what it has deleted is gone. */
export async function untilGone(room: Room, objects: readonly KubeObject[]): Promise<void> {
  await eventually(async () => {
    const found = await Promise.all(objects.map((object) => stored(room, object)));
    return objects.filter((_, i) => found[i]).map((object) => `${nameOf(object)} is still there`);
  });
}

/** Pods that go on running are the same ones; those that were restarted have other names. */
export async function expectPods(
  { room }: LiveChart,
  before: readonly string[],
  change: { restarts: boolean; because: string },
): Promise<void> {
  const now = await podsIn(room);
  const stayed = before.filter((pod) => now.includes(pod));
  expect(stayed, change.because).toEqual(change.restarts ? [] : before);
}
