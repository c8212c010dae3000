import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { stringify } from 'yaml';
import type { KubeObject } from '../../generators/core/kubernetes/objects.ts';
import { scenarios } from '../charts/scenarios.ts';
import { count } from '../setup/counts.ts';
import {
  bringAlong,
  chartOnDisk,
  inRoom,
  isAutoscaler,
  leastPods,
  podsIn,
  release,
} from './charts.ts';
import { helmIn, helms, wait } from './helm.ts';
import { eventually, kube, type Room } from './room.ts';

/** The chart lets the number double in half a minute. */
const atOnce = JSON.stringify({ type: 'Percent', value: 100, periodSeconds: 1 });

describe.each(scenarios)('the autoscaler of %s', async (scenario) => {
  const { chart, folder, environments, valuesOf, objectsOf, remove } = await chartOnDisk(scenario);
  const production = chart.environments.find(({ kind }) => kind === 'production');
  const overlay = valuesOf(environments.find((file) => file === `values-${production?.name}.yaml`));
  const hasAutoscaler = (await objectsOf(overlay)).some(isAutoscaler);

  beforeAll(() => bringAlong(chart));
  afterAll(() => remove());

  it('is there where the answers have one', ({ expect }) => {
    expect(hasAutoscaler).toBe(scenario !== 'bare');
  });

  if (!hasAutoscaler) return;
  const values = [...overlay, '--set-json', `autoscaling.behavior.scaleUp.policies=[${atOnce}]`];
  const objects = await objectsOf(values);
  it.concurrent('takes the number over by Helm 4 without a pod lost, and gives it back', async ({
    task,
    expect,
  }) => {
    await inRoom(async (room) => {
      const { run, attempt } = helmIn(task, 'helm4', room.namespace);
      const fixed = [...values, '--set', 'autoscaling.enabled=false'];
      const pods = [...fixed, '--set', 'replicaCount=4'];
      await run('install', release, folder, ...pods, ...wait);
      const before = await podsIn(room);
      // As the chart's README says: first another manager owns the number.
      await handOver(room, objects, 4);
      await run('upgrade', release, folder, ...values, ...wait);
      const kept = await podsIn(room);
      expect(before.filter((pod) => kept.includes(pod))).toEqual(before);

      await untilPods(room, (found) => found > 4, 'more than before', '10');
      const refused = await attempt('upgrade', release, folder, ...pods, ...wait);
      expect(refused.text).toMatch(/conflict.*\.spec\.replicas/s);
      // Twice, since the autoscaler may set its number once more before it is taken away.
      await run('upgrade', release, folder, ...pods, '--force-conflicts', ...wait);
      await sleep(2500);
      await run('upgrade', release, folder, ...pods, '--force-conflicts', ...wait);
      await untilPods(room, (found) => found === 4, '4');
    });
  });

  for (const helm of helms) {
    it.concurrent(`owns the number of pods, and an upgrade by ${helm} leaves it alone`, async ({
      task,
      expect,
    }) => {
      await inRoom(async (room) => {
        const { run } = helmIn(task, helm, room.namespace);
        const least = leastPods(objects);
        await run('install', release, folder, ...values, ...wait);
        await untilPods(room, (found) => found === least, `${least}, the least`);
        // Well above every target, until it has scaled up.
        await untilPods(room, (found) => found > least, 'more than the least', '10');
        // Without word of their use it leaves the number as it is.
        await kube.remove(`/apis/metrics.k8s.io/v1beta1/namespaces/${room.namespace}/pods`);
        const busy = await podsIn(room);
        await run('upgrade', release, folder, ...values, '--set', 'commonAnnotations.a=b', ...wait);
        await run('upgrade', release, folder, ...values, '--set', 'restartToken=x', ...wait);
        await run('rollback', release, ...wait);
        expect((await podsIn(room)).length).toBeGreaterThanOrEqual(busy.length);
        count(task, 'upgrades under an autoscaler that kept its number', 3);
      });
    });
  }
});

/** Waits for a number of pods, while each is said to use so much CPU, where it is said. */
async function untilPods(
  room: Room,
  isRight: (found: number) => boolean,
  wanted: string,
  cpu?: string,
): Promise<void> {
  await eventually(async () => {
    if (cpu) await sayUsage(room, cpu);
    const { length } = await podsIn(room);
    return isRight(length) ? [] : [`${length} pods instead of ${wanted}`];
  });
}

/** Lets somebody else than Helm own the number. */
async function handOver(
  room: Room,
  objects: readonly KubeObject[],
  replicas: number,
): Promise<void> {
  const workload = objects.find(({ kind }) => kind === 'Deployment');
  const metadata = { name: workload?.metadata.name, namespace: room.namespace };
  await kube.apply(
    stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas } }),
  );
}

async function sayUsage(room: Room, cpu: string): Promise<void> {
  for (const { metadata, spec } of await room.list('api/v1', 'pods')) {
    const { containers } = spec as { containers: { name: string }[] };
    const usage = {
      apiVersion: 'metrics.k8s.io/v1beta1',
      kind: 'PodMetrics',
      metadata: { name: metadata.name, namespace: room.namespace, labels: metadata.labels },
      timestamp: new Date().toISOString(),
      window: '30s',
      containers: containers.map(({ name }) => ({ name, usage: { cpu, memory: '1Mi' } })),
    };
    await kube.apply(stringify(usage));
  }
}
