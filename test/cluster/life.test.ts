import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, it, type TestContext } from 'vitest';
import { type KubeObject, nameOf } from '../../generators/core/kubernetes/objects.ts';
import { objectsIn, valueFilesIn } from '../charts/renders.ts';
import { scenarios } from '../charts/scenarios.ts';
import { count } from '../setup/counts.ts';
import {
  bringAlong,
  chartOnDisk,
  hookOf,
  inRoom,
  isAutoscaler,
  podsIn,
  release,
  settledPods,
} from './charts.ts';
import { type HelmName, helmIn, helms, wait } from './helm.ts';
import { kubectl, strictDryRun } from './kubectl.ts';
import { eventually, type Room } from './room.ts';

/** A chart's life on a cluster, from each environment's values: everything but its containers. */
describe.each(scenarios)('the chart %s lives', async (scenario) => {
  const { chart, folder, newer, environments, valuesOf, upgradeTo, objectsOf, remove } =
    await chartOnDisk(scenario);

  beforeAll(() => bringAlong(chart));
  afterAll(() => remove());

  const isAutoscaled = async (environment: string | undefined) =>
    (await objectsOf(valuesOf(environment))).some(isAutoscaler);

  /**
   * How often a change is made, and by which flags. Where an autoscaler owned the number of pods,
   * Helm 4 takes it back only by force; and the autoscaler, which Helm takes away last, may set
   * its number once more. The chart's README says the same.
   */
  async function forcesFrom(
    helm: HelmName,
    before: string | undefined,
    next: string | undefined,
  ): Promise<string[][]> {
    const givesBack = (await isAutoscaled(before)) && !(await isAutoscaled(next));
    const force = helm === 'helm4' ? ['--force-conflicts'] : [];
    return givesBack ? [force, force] : [[]];
  }

  for (const helm of helms) {
    for (const start of environments) {
      const from = start ?? 'values.yaml';
      it.concurrent(`by ${helm} from ${from}: install, test, upgrade, roll back, uninstall`, async ({
        task,
        expect,
      }) => {
        await inRoom(async (room) => {
          const { run } = helmIn(task, helm, room.namespace);
          const objects = await objectsOf(valuesOf(start));
          await run('install', release, folder, ...valuesOf(start), ...wait);
          const pods = await settledPods(room, objects);
          if (objects.some((object) => hookOf(object) === 'test')) {
            const tested = await run('test', release, '--timeout', '45s', '--logs');
            expect(tested.stdout).toMatch(/Phase:\s+Succeeded/);
          }
          await run('upgrade', release, newer, ...upgradeTo(start), ...wait);
          expect(await podsIn(room), 'a new version of the chart restarts nothing').toEqual(pods);
          let before = start;
          const change = async (next: string | undefined, verb: string, ...args: string[]) => {
            for (const [i, force] of (await forcesFrom(helm, before, next)).entries()) {
              // The controller may still be at work for an autoscaler that is gone.
              if (i > 0) await sleep(2500);
              await run(verb, release, ...args, ...force, ...wait);
            }
            before = next;
          };
          for (const next of environments.filter((file) => file !== start)) {
            await change(next, 'upgrade', folder, ...upgradeTo(next));
          }
          await change(start, 'rollback', '1');
          await settledPods(room, objects);
          await run('uninstall', release, '--wait', '--timeout', '45s');
          await expectNothingLeft(task, room, objects);
        });
      });
    }
  }

  it.concurrent('is installed by Helm 3 and goes on with Helm 4', async ({ task, expect }) => {
    await inRoom(async (room) => {
      const three = helmIn(task, 'helm3', room.namespace);
      const four = helmIn(task, 'helm4', room.namespace);
      const values = valuesOf(environments.at(-1));
      await three.run('install', release, folder, ...values, ...wait);
      const pods = await settledPods(room, await objectsOf(values));
      await four.run('upgrade', release, newer, ...values, ...wait);
      expect(await podsIn(room), 'the same objects').toEqual(pods);
      await four.run('upgrade', release, newer, ...values, '--set', 'restartToken=x', ...wait);
      await four.run('rollback', release, ...wait);
      await four.run('uninstall', release, '--wait', '--timeout', '45s');
    });
  });

  it.concurrent('goes over to another release, as under an umbrella, and keeps its pods', async ({
    task,
    expect,
  }) => {
    await inRoom(async (room) => {
      const { run } = helmIn(task, 'helm4', room.namespace);
      await run('install', release, folder, ...wait);
      const pods = await settledPods(room, await objectsOf([]));
      const [workload] = await room.list('apis/apps/v1', 'deployments');
      const same = `instanceOverride=${release},fullnameOverride=${workload?.metadata.name}`;
      await run('install', 'umbrella', folder, '--take-ownership', '--set', same, ...wait);
      expect(await podsIn(room)).toEqual(pods);
      count(task, 'releases that went over to another');
    });
  });

  it.concurrent('is taken field by field by the API server, without a warning', async ({
    task,
    expect,
  }) => {
    await inRoom(async (room) => {
      // The release, so that what objects refer to is there.
      await helmIn(task, 'helm4', room.namespace).run('install', release, folder, ...wait);
      for (const file of [undefined, ...valueFilesIn(folder)]) {
        const values = valuesOf(file);
        const { rendered, dryRun } = await strictDryRun(room, folder, values, release);
        expect(dryRun.code, dryRun.text).toBe(0);
        expect(dryRun.text).not.toMatch(/warning/i);
        count(task, 'objects in a strict dry run', objectsIn(rendered).length);
      }
    });
  });
});

/** The hooks of a test stay for their log, as the chart's README says; nothing else does. */
async function expectNothingLeft(
  task: TestContext['task'],
  room: Room,
  objects: readonly KubeObject[],
): Promise<void> {
  const documented = objects.filter((object) => hookOf(object) === 'test').map(nameOf);
  await eventually(async () =>
    (await everythingIn(room)).map(nameOf).filter((name) => !documented.includes(name)),
  );
  count(task, 'releases that left nothing behind');
}

/** What a namespace has by itself, and what the room was made with. */
const furniture = ['ConfigMap/kube-root-ca.crt', 'ServiceAccount/default'];
const furnitureKinds = ['Event', 'ResourceQuota', 'LimitRange'];

async function everythingIn({ namespace }: Room): Promise<KubeObject[]> {
  const kinds = await kubectl(['api-resources', '--namespaced', '--verbs=list', '--output=name']);
  const names = kinds.stdout.trim().split('\n').join(',');
  const found = await kubectl(['get', names, '--namespace', namespace, '--output=json']);
  if (found.code !== 0) throw new Error(found.text);
  const { items } = JSON.parse(found.stdout) as { items: KubeObject[] };
  return items.filter(
    (object) => !furnitureKinds.includes(object.kind) && !furniture.includes(nameOf(object)),
  );
}
