import { describe, expect, it } from 'vitest';
import { TestAdapter } from 'yeoman-test';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import { UsageError } from '../../generators/core/usage-error.ts';
import { adapterAsker } from '../../generators/shell/ask/adapter.ts';

const start = { given: {}, guesses: {}, nameFault: () => undefined };
const made = { command: 'app', charts: [], plan: [], written: false, guesses: [], notices: [] };

/** Somebody whom yeoman-test plays. */
function played(mockedAnswers: Record<string, unknown>) {
  const adapter = new TestAdapter({ mockedAnswers });
  const asker = adapterAsker(adapter as never);
  return { asker, names: () => adapter.calls.map(({ question }) => question.name) };
}

describe('questions through an adapter', () => {
  it('are named by the paths of their answers', async () => {
    const { asker, names } = played({
      name: 'shop',
      profile: 'worker',
      'workload.size': 'L',
      'networkpolicy.to#0': 'db',
      'networkpolicy.to.db.port': 5432,
      environments: ['dev', 'prod'],
    });
    const said: DataMap = await asker.answers(start);
    expect(said).toEqual({
      name: 'shop',
      profile: 'worker',
      workload: { size: 'L' },
      networkpolicy: { to: { db: { port: 5432 } } },
      environments: { dev: {}, prod: {} },
    });
    expect(names()).toEqual(expect.arrayContaining(['name', 'image', 'everything']));
    expect(await asker.confirm(made)).toBe('write');
  });

  it('can be declined in the end', async () => {
    const { asker } = played({ name: 'shop', write: false });
    await asker.answers(start);
    expect(await asker.confirm(made)).toBe('leave');
  });

  it('end the run where an answer cannot stand', async () => {
    for (const [id, answer] of [
      ['name', 'My App'],
      ['profile', 'webb'],
      ['image', 'nginx:latest@sha256:zz'],
      ['environments', 'Prod'],
    ] as const) {
      const { asker } = played({ name: 'shop', [id]: answer });
      const failed = asker.answers(start);
      await expect(failed, id).rejects.toThrow(UsageError);
      await expect(failed, id).rejects.toMatchObject({ faults: [{ path: id }] });
    }
  });
});
