import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { update } from '../../generators/commands/update.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import { chartFrom } from '../../generators/core/generate.ts';
import { type Random, randomOf } from '../reconcile/random.ts';
import { losses } from './losses.ts';
import { otherAnswers, randomAnswers } from './random-answers.ts';
import { randomWork, type Work } from './random-edits.ts';
import { type Repository, repository } from './repository.ts';
import { read, rendered, run, type Texts, write } from './run.ts';

/** Hundreds by hand: BRANCH_CASES=300 BRANCH_SEED=1 npm run test:endurance -- test/update */
const cases = Number(process.env.BRANCH_CASES ?? 20);
const firstSeed = Number(process.env.BRANCH_SEED ?? 1);
const timeout = 60_000 + cases * 5000;

describe('two random branches that meet', () => {
  it('are both answers and both edits', { timeout }, async () => {
    const faults: string[] = [];
    let met = 0;
    for (let seed = firstSeed; seed < firstSeed + cases && faults.length < 8; seed++) {
      const random = randomOf(seed);
      const scene = await sceneOf(random);
      if (!scene) continue;
      met += 1;
      const repo = repository();
      const found = await faultsIn(repo, scene, random);
      repo.remove();
      faults.push(...found.map((fault) => `BRANCH_SEED=${seed} BRANCH_CASES=1: ${fault}`));
    }
    expect(faults).toEqual([]);
    expect(met).toBeGreaterThan(cases / 4);
  });
});

interface Side {
  answers: DataMap;
  before: Texts;
  work: Work;
}

interface Scene {
  start: Texts;
  ours: Side;
  theirs: Side;
  both: DataMap;
}

/** Two branches that change different answers; undefined where these do not go together. */
async function sceneOf(random: Random): Promise<Scene | undefined> {
  const answers = await randomAnswers(random);
  const others = await otherAnswers(answers, random);
  // What is assumed of all the rest hangs on these two.
  const shared = ['profile', 'image'];
  const keys = Object.keys({ ...answers, ...others }).filter((key) => !shared.includes(key));
  const isOurs = new Map(keys.map((key) => [key, random.below(2) === 0]));
  const mixed = (isTaken: (key: string) => boolean): DataMap =>
    Object.fromEntries(
      [...keys, ...shared].flatMap((key) => {
        const value = (isTaken(key) && !shared.includes(key) ? others : answers)[key];
        return value === undefined ? [] : [[key, value]];
      }),
    );
  const wishes = [
    mixed((key) => isOurs.get(key) === true),
    mixed((key) => isOurs.get(key) === false),
    mixed(() => true),
  ] as const;
  const start = mixed(() => false);
  for (const wish of [start, ...wishes])
    if (!(await chartFrom({ file: wish })).ok) return undefined;
  const side = async (own: DataMap, name: string): Promise<Side> => {
    const before = await rendered(own);
    return { answers: own, before, work: randomWork(before, random, name) };
  };
  return {
    start: await rendered(start),
    ours: await side(wishes[0], 'ours'),
    theirs: await side(wishes[1], 'theirs'),
    both: wishes[2],
  };
}

async function faultsIn(repo: Repository, scene: Scene, random: Random): Promise<string[]> {
  const chart = join(repo.folder, 'my-app');
  const commit = (texts: Texts, message: string) => {
    repo.git('rm', '-r', '--quiet', '--ignore-unmatch', '.');
    write(chart, texts);
    repo.commit(message);
  };
  commit(scene.start, 'a chart');
  for (const name of ['ours', 'theirs'] as const) {
    repo.git('checkout', '--quiet', '-b', name, 'main');
    commit(scene[name].work.texts, name);
  }
  repo.git('checkout', '--quiet', 'ours');
  // Where git takes a file for one that has got another name, it carries edits over; see odd-branches.
  repo.tried(random.pick(['merge', 'cherry-pick', 'rebase']), '-X', 'find-renames=100%', 'theirs');
  const ran = await run(update, chart);
  if (ran.exitCode === 2) return refusals(ran.faults, scene);
  const after = read(chart);
  const fresh = await rendered(scene.both);
  const lost = (side: Side, other: Side) =>
    losses({ work: side.work, before: side.before, fresh, after, ran }).filter(
      (loss) => !isOfOther(loss, other.work),
    );
  return [...lost(scene.ours, scene.theirs), ...lost(scene.theirs, scene.ours)];
}

/** A file that the other side has changed is not as rendered; one that it has edited is kept. */
function isOfOther(loss: string, { edits, windows, deleted, own }: Work): boolean {
  const [path = '', what = ''] = loss.split(': ');
  if (own.has(path)) return true;
  if (what === 'is there again') return edits.has(path) || windows.has(path);
  if (what === 'is not as rendered')
    return edits.has(path) || windows.has(path) || deleted.has(path);
  return what === 'is gone with all edits' && deleted.has(path);
}

/** What is set and is no value any more, and what only a person can settle, is refused. */
function refusals(faults: readonly { path: string; message: string }[], scene: Scene): string[] {
  return faults
    .filter(({ message }) => !message.includes('no value of the chart'))
    .map(({ path, message }) => `refused: ${path}: ${message} ${Object.keys(scene.both)}`);
}
