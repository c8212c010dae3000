import { afterAll, describe, expect, it } from 'vitest';
import { requireTools } from '../../scripts/tools/require.ts';
import { rendersOfAnswers } from '../charts/renders.ts';
import { isAllowed, withOwnTmp } from './apart.ts';
import { carriedIn, distinct } from './carried.ts';
import { runCarried } from './run-carried.ts';
import { wayOf } from './ways.ts';

/** What a worker of the user's own image has done so far, and which probes then pass. */
const moments: { title: string; prepare: string; passing: readonly string[] }[] = [
  { title: 'nothing yet', prepare: ':', passing: [] },
  { title: 'begun', prepare: 'touch /tmp/alive', passing: ['startup', 'liveness'] },
  {
    title: 'made progress and is ready',
    prepare: 'touch /tmp/alive /tmp/ready',
    passing: ['startup', 'liveness', 'readiness'],
  },
  {
    title: 'made no progress for minutes',
    prepare: 'touch /tmp/ready && touch -d "5 minutes ago" /tmp/alive',
    passing: ['startup', 'readiness'],
  },
];

const answers = {
  name: 'miner',
  profile: 'worker',
  image: 'registry.example.com/acme/miner:1.0.0',
};

describe('the probes of a worker look at the files that it touches', () => {
  let runs = 0;
  afterAll(() => {
    console.log(`commands that look at files: run ${runs} times with a /tmp of their own`);
  });

  it.for(moments)('that has $title', async ({ prepare, passing }, context) => {
    const { helm4 } = requireTools(context, ['helm4']);
    const renders = await rendersOfAnswers('a worker of its own', answers, helm4.path);
    const commands = renders.flatMap(({ objects }) => carriedIn(objects));
    const prefix = withOwnTmp(prepare);
    if (!isAllowed(prefix)) context.skip('this machine gives no program a /tmp of its own');
    const looking = distinct(commands).filter((command) => wayOf(command).kind === 'files');
    expect(looking).not.toEqual([]);
    for (const command of looking) {
      const { code, problem } = await runCarried({
        ...command,
        words: [...prefix, ...command.words],
      });
      const isPassing = passing.some((probe) => command.path.endsWith(`.${probe}Probe`));
      expect(problem, command.path).toBeNull();
      expect(code === 0, command.path).toBe(isPassing);
      runs += 1;
    }
  });
});
