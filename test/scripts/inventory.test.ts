import { afterAll, describe, expect, it } from 'vitest';
import { goldenRenders } from '../ground/golden-renders.ts';
import { carriedIn, distinct } from './carried.ts';
import { networkProbesIn } from './network-probes.ts';
import { wayOf } from './ways.ts';

describe('what rendered pods carry', () => {
  let summary: string[] = [];
  afterAll(() => console.log(summary.join('\n')));

  it('is run here, but for the apps themselves', async (context) => {
    const renders = await goldenRenders(context);
    const carried = renders.flatMap(({ objects }) => carriedIn(objects));
    const probes = renders.flatMap(({ objects }) => networkProbesIn(objects));
    const ways = new Map<string, number>();
    for (const command of distinct(carried)) {
      const { says } = wayOf(command);
      ways.set(says, (ways.get(says) ?? 0) + 1);
    }
    summary = [
      `${renders.length} renders carry ${carried.length} commands, and ${probes.length} probes that`,
      'ask by http or tcp; every such probe is asked of servers on loopback. Commands that differ:',
      ...[...ways].map(([says, many]) => `  ${many}  ${says}`),
    ];
    const left = distinct(carried).filter(
      (command) => command.role !== 'app' && wayOf(command).kind === 'not run',
    );
    expect(left.map(({ object, path }) => `${object} ${path}`)).toEqual([]);
  });
});
