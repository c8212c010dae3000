import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { parse } from 'yaml';
import { scenarios } from '../charts/scenarios.ts';
import { count } from '../setup/counts.ts';
import { bringAlong, chartOnDisk, inRoom, release, settledPods } from './charts.ts';
import { helmIn, wait } from './helm.ts';

/**
 * A value beside the environment's, and whether its change has to restart the pods. Each is set
 * alone: those that restart nothing come first, since giving one back that does restarts again.
 */
const changes: readonly { what: string; set: string; restarts: boolean }[] = [
  { what: 'a bound of the autoscaler', set: 'autoscaling.maxReplicas=40', restarts: false },
  { what: 'the network policy', set: 'networkPolicy.dns.enabled=false', restarts: false },
  {
    what: 'the disruption budget',
    set: 'podDisruptionBudget.unhealthyPodEvictionPolicy=IfHealthyBudget',
    restarts: false,
  },
  { what: 'the service', set: 'service.annotations.some=thing', restarts: false },
  { what: 'the number of pods', set: 'replicaCount=6', restarts: false },
  { what: 'a setting', set: 'config.SETTING=changed', restarts: true },
  { what: 'the token for restarts', set: 'restartToken=changed', restarts: true },
  { what: 'a variable', set: 'env.VARIABLE=changed', restarts: true },
  { what: 'the amounts', set: 'resources.requests.memory=99Mi', restarts: true },
];

describe.each(scenarios)('the pods of %s', async (scenario) => {
  const { chart, folder, environments, valuesOf, objectsOf, remove } = await chartOnDisk(scenario);
  const values = parse(readFileSync(join(folder, 'values.yaml'), 'utf8')) as object;
  const hasValue = (path: string) => (path.split(/[.=]/)[0] as string) in values;

  beforeAll(() => bringAlong(chart));
  afterAll(() => remove());

  for (const environment of new Set([environments[0], environments.at(-1)])) {
    it.concurrent(`by ${environment ?? 'values.yaml'}: restart when what they run with has changed, and only then`, async ({
      task,
      expect,
    }) => {
      await inRoom(async (room) => {
        const { run } = helmIn(task, 'helm4', room.namespace);
        const own = valuesOf(environment);
        await run('install', release, folder, ...own, ...wait);
        let before = await settledPods(room, await objectsOf(own));
        for (const { what, set, restarts } of changes.filter((change) => hasValue(change.set))) {
          const changed = [...own, '--set', set];
          await run('upgrade', release, folder, ...changed, ...wait);
          const after = await settledPods(room, await objectsOf(changed));
          const stayed = before.filter((pod) => after.includes(pod));
          expect(stayed, what).toEqual(restarts ? [] : before);
          count(task, restarts ? 'changes that restarted pods' : 'changes that restarted no pod');
          before = after;
        }
      });
    });
  }
});
