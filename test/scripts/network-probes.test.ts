import { afterAll, describe, expect, it } from 'vitest';
import { goldenRenders } from '../ground/golden-renders.ts';
import { accepts, type Loopback, serve } from './loopback.ts';
import { type NetworkProbe, networkProbesIn } from './network-probes.ts';
import { servedBy } from './served.ts';

describe('the probes of every render ask for what the answers say', () => {
  let asked = 0;
  afterAll(() => {
    console.log(`http and tcp probes: ${asked} asked of servers here`);
  });

  it('at the right port and path, and they notice every other one', async (context) => {
    for (const { title, chart, objects } of await goldenRenders(context)) {
      const served = servedBy(chart);
      const loopback = await serve(served, 'answers');
      const wrong = await serve(new Map([...served].map(([port]) => [port, []])), 'answers');
      const absent = await serve(served, 'refuses');
      try {
        for (const probe of networkProbesIn(objects)) {
          expect(await outcomeOf(probe, loopback), `${title}: ${probe.title}`).toBe('passes');
          expect(await outcomeOf(probe, absent), `${title}: ${probe.title}`).toBe('refused');
          asked += 1;
          if (probe.path === undefined) continue;
          expect(await outcomeOf(probe, wrong), `${title}: ${probe.title}`).toBe('404');
          for (const port of otherPorts(probe, served)) {
            const outcome = await outcomeOf({ ...probe, port }, loopback);
            expect(['404', 'refused'], `${title}: ${probe.title} at ${port}`).toContain(outcome);
          }
        }
      } finally {
        await Promise.all([loopback, wrong, absent].map(({ close }) => close()));
      }
    }
  });
});

/** Ports that the app has or has not, where nothing answers at the probe's path. */
function otherPorts({ port, path = '' }: NetworkProbe, served: ReturnType<typeof servedBy>) {
  return [...served.keys(), 12345].filter(
    (other) => other !== port && !served.get(other)?.includes(path),
  );
}

async function outcomeOf({ port, path }: NetworkProbe, loopback: Loopback): Promise<string> {
  if (port === undefined) return 'the container has no such port';
  const at = loopback.at(port);
  if (!(await accepts(at))) return 'refused';
  if (path === undefined) return 'passes';
  const { status } = await fetch(`http://127.0.0.1:${at}${path}`, {
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });
  return status === 200 ? 'passes' : `${status}`;
}
