import { describe, expect, it } from 'vitest';
import { thinkThrough } from '../../generators/core/chart.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import { filesOf } from '../../generators/core/generate.ts';
import { chartOfLock, renderOfLock } from '../../generators/core/lock/chart-of-lock.ts';
import { settledAnswers } from '../../generators/core/lock/kept-answers.ts';
import { decodeLock, type KeptAnswers, type Lock } from '../../generators/core/lock/lock.ts';
import { answersOf, chartOf, scenarios } from '../charts/scenarios.ts';

async function lockOf(answers: DataMap): Promise<Lock & { answers: KeptAnswers }> {
  const lock = decodeLock(filesOf(await chartOf(answers)).get('helm-prod.lock')?.body ?? '');
  if (!lock.answers) throw new Error('the lock keeps no answers');
  return { ...lock, answers: lock.answers };
}

const without = (data: KeptAnswers, key: string) =>
  Object.fromEntries(Object.entries(data).filter(([other]) => other !== key));

/** The same data without one of its keys, for each of them, at any depth. */
function withoutEach(data: KeptAnswers): KeptAnswers[] {
  return Object.entries(data).flatMap(([key, value]) => [
    without(data, key),
    ...(typeof value === 'object' && value !== null && !Array.isArray(value)
      ? withoutEach(value as KeptAnswers).map((less) => ({ ...data, [key]: less }))
      : []),
  ]);
}

describe('the answers in the lock', () => {
  it.each(scenarios)('of %s make the same chart, to the byte', async (scenario) => {
    const chart = await chartOf(await answersOf(scenario));
    const lock = await lockOf(await answersOf(scenario));
    expect(filesOf(thinkThrough(settledAnswers(lock.answers)))).toEqual(filesOf(chart));
    const known = chartOfLock(lock);
    expect(known && filesOf(known)).toEqual(filesOf(chart));
  });

  it('are in one form however they were given', async () => {
    const said = { name: 'my-app', environments: { dev: {}, prod: {} } };
    const off = { enabled: false };
    const more = {
      environments: { dev: { kind: 'development', namespace: 'my-app-dev' }, prod: {} },
      ingress: off,
    };
    const given = await lockOf({ ...said, ingress: { ...off, path: '/shop' } });
    expect(await lockOf({ ...said, ...more })).toEqual(given);
    expect(JSON.stringify((await lockOf({ ...more, ...said, ...more })).answers)).toBe(
      JSON.stringify(given.answers),
    );
    expect(given.answers).not.toHaveProperty('ingress');
    expect(given.answers).not.toHaveProperty('environments.prod.ingress');
  });
});

describe('a lock whose lines git has merged', () => {
  const said = { name: 'my-app' };

  it.each([
    ['leave a group out', (data: KeptAnswers) => without(data, 'workload')],
    ['leave the environments out', (data: KeptAnswers) => without(data, 'environments')],
    ['say another port', (data: KeptAnswers) => ({ ...data, port: 8081 })],
    ['have a feature more', (data: KeptAnswers) => ({ ...data, podmonitor: { enabled: true } })],
  ])('is not believed where its answers %s than the file', async (_, change) => {
    const lock = await lockOf(said);
    expect(chartOfLock(lock)).toBeDefined();
    expect(chartOfLock({ ...lock, answers: change(lock.answers) })).toBeUndefined();
  });

  it('never breaks what reads it, whatever it has got lost', async () => {
    const lock = await lockOf(said);
    const torn = withoutEach(lock.answers).map((answers) => ({ ...lock, answers }));
    expect(torn.length).toBeGreaterThan(60);
    for (const one of torn) {
      expect(() => [chartOfLock(one), renderOfLock(one)]).not.toThrow();
    }
  });

  it('is not believed where both say what does not go together', async () => {
    const lock = await lockOf({ ...said, extraPorts: { admin: { port: 8081 } } });
    const clash = { ...lock.answers, extraPorts: { admin: { port: 8080, protocol: 'TCP' } } };
    const file = lock.files.get('helm-prod.yaml') ?? '';
    const files = new Map(lock.files).set('helm-prod.yaml', file.replace('8081', '8080'));
    expect(chartOfLock({ ...lock, answers: clash, files })).toBeUndefined();
  });

  it('is not believed without answers, as those of 0.1.0', async () => {
    const { version, files } = await lockOf(said);
    expect(chartOfLock({ version, files })).toBeUndefined();
  });
});
