import { afterAll, beforeAll, describe, it } from 'vitest';
import type { KubeObject } from '../../generators/core/kubernetes/objects.ts';
import { scenarios } from '../charts/scenarios.ts';
import { count } from '../setup/counts.ts';
import { bringAlong, chartOnDisk, inRoom, release, settledPods } from './charts.ts';
import { helmIn, wait } from './helm.ts';
import { eventually, kube, type Room } from './room.ts';

/** The eviction that a drain asks for, one pod at a time, and what the API server says to it. */
describe.each(scenarios)('a drain of the nodes of %s', async (scenario) => {
  const { chart, folder, environments, valuesOf, objectsOf, remove } = await chartOnDisk(scenario);
  const cases = await Promise.all(
    environments.map(async (environment) => {
      const objects = await objectsOf(valuesOf(environment));
      const budget = objects.find(({ kind }) => kind === 'PodDisruptionBudget');
      return { environment, objects, budget };
    }),
  );

  beforeAll(() => bringAlong(chart));
  afterAll(() => remove());

  for (const { environment, objects, budget } of cases) {
    const title = environment ?? 'values.yaml';
    it.concurrent(`${title}: goes on, and never takes more pods than the budget allows`, async ({
      task,
      expect,
    }) => {
      await inRoom(async (room) => {
        const { run } = helmIn(task, 'helm4', room.namespace);
        await run('install', release, folder, ...valuesOf(environment), ...wait);
        const pods = await settledPods(room, objects);
        const allowed = budget ? await allowedBy(room, budget, pods.length) : pods.length;
        expect(allowed, 'a drain that may take no pod never ends').toBeGreaterThan(0);
        if (budget) expect(allowed).toBeLessThan(pods.length);
        const answers = await evictAll(room, pods);
        expect(answers.filter((taken) => taken).length, 'pods taken at once').toBe(allowed);
        // Once the others are back, those that were spared may go too: the drain ends.
        await settledPods(room, objects);
        for (const pod of pods) {
          await eventually(async () => {
            const taken = await evict(room, pod);
            return taken ? [] : [`${pod} is not let go`];
          });
        }
        await settledPods(room, objects);
        count(task, 'pods drained', pods.length);
      });
    });
  }
});

/** All at once and on nodes that take no new pods, so that nothing is ready again meanwhile. */
async function evictAll(room: Room, pods: readonly string[]): Promise<boolean[]> {
  const quota = `/api/v1/namespaces/${room.namespace}/resourcequotas/quota`;
  await kube.patch(quota, { spec: { hard: { pods: '0' } } });
  const answers: boolean[] = [];
  for (const pod of pods) answers.push(await evict(room, pod));
  await kube.patch(quota, { spec: { hard: { pods: '100' } } });
  return answers;
}

/** Whether the API server lets the pod go; one that is gone already counts as let go. */
async function evict(room: Room, pod: string): Promise<boolean> {
  const path = `/api/v1/namespaces/${room.namespace}/pods/${pod}`;
  try {
    await kube.create(`${path}/eviction`, {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: pod, namespace: room.namespace },
    });
    return true;
  } catch (error) {
    const text = String(error);
    if (/: 404 /.test(text)) return true;
    if (/: 429 /.test(text)) return false;
    throw error;
  }
}

async function allowedBy(room: Room, budget: KubeObject, pods: number): Promise<number> {
  const path = `/apis/policy/v1/namespaces/${room.namespace}/poddisruptionbudgets/${budget.metadata.name}`;
  let allowed = 0;
  await eventually(async () => {
    const stored = await kube.get(path);
    const {
      disruptionsAllowed = 0,
      currentHealthy,
      expectedPods,
    } = (stored?.status ?? {}) as Record<string, number>;
    allowed = disruptionsAllowed;
    return expectedPods === pods && currentHealthy === pods ? [] : ['the budget has not seen all'];
  });
  return allowed;
}
