import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { update } from '../../generators/commands/update.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import { type Random, randomOf } from '../reconcile/random.ts';
import { releasedCharts, releasedVersions } from '../releases/charts.ts';
import { conflictsIn, losses } from './losses.ts';
import { otherAnswers, randomAnswers } from './random-answers.ts';
import { randomWork, type Work } from './random-edits.ts';
import { type Ran, read, rendered, run, type Texts, write } from './run.ts';

/** Thousands by hand: UPDATE_CASES=5000 UPDATE_SEED=1 npm run test:endurance -- test/update */
const cases = Number(process.env.UPDATE_CASES ?? 100);
const firstSeed = Number(process.env.UPDATE_SEED ?? 1);
const timeout = 60_000 + cases * 2000;
const mostTold = 8;

const scratch = mkdtempSync(join(tmpdir(), 'helm-prod-update-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
// Neither Helm nor git has a word in what is merged.
beforeEach(() => void vi.stubEnv('PATH', '/nonexistent'));
afterEach(() => void vi.unstubAllEnvs());

/** Runs all cases and tells of those that fail, each with the seed that repeats it. */
async function faultsOf(of: (random: Random, folder: string) => Promise<string[]>) {
  const faults: string[] = [];
  for (let seed = firstSeed; seed < firstSeed + cases && faults.length < mostTold; seed++) {
    const folder = join(scratch, String(seed));
    const found = await of(randomOf(seed), folder).catch((error: Error) => [`${error.stack}`]);
    faults.push(...found.map((fault) => `UPDATE_SEED=${seed} UPDATE_CASES=1: ${fault}`));
    rmSync(folder, { recursive: true, force: true });
  }
  return faults;
}

function differences(found: Texts, wanted: Texts): string[] {
  const paths = new Set([...found.keys(), ...wanted.keys()]);
  return [...paths].filter((path) => found.get(path) !== wanted.get(path));
}

function refused({ faults }: Ran): string[] {
  return faults.map(({ path, message }) => `refused: ${path}: ${message}`);
}

describe('an update without edits', () => {
  it('is a fresh chart of the new answers, and goes back to the byte', { timeout }, async () => {
    const faults = await faultsOf(async (random, folder) => {
      const answers = await randomAnswers(random);
      const others = await otherAnswers(answers, random);
      const [first, second] = [await rendered(answers), await rendered(others)];
      write(folder, first);
      const there = await run(update, folder, { answers: others });
      const onTheWay = differences(read(folder), second);
      const again = await run(update, folder);
      const idle = differences(read(folder), second);
      const back = await run(update, folder, { answers });
      const atHome = differences(read(folder), first);
      const isIdle = again.notes.join().startsWith('Nothing to do');
      return [
        ...[there, again, back].flatMap(refused),
        ...onTheWay.map((path) => `${path} is not that of a fresh chart`),
        ...(isIdle ? [] : ['the second run finds something to do']),
        ...idle.map((path) => `${path} is changed by a second run`),
        ...atHome.map((path) => `${path} is not what it was`),
      ];
    });
    expect(faults).toEqual([]);
  });
});

describe('what is checked', () => {
  it('sees every kind of work that is lost', async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomOf(seed);
      const before = await rendered(await randomAnswers(random));
      const work = randomWork(before, random);
      const ran: Ran = { exitCode: 0, faults: [], notes: [] };
      const lost = losses({ work, before, fresh: before, after: before, ran });
      const { edits, deleted, own, remarks } = work;
      expect(lost.length > 0, `seed ${seed}`).toBe(
        edits.size + deleted.size + own.size + remarks.length > 0,
      );
      for (const loss of lost) seen.add(/: (\w+ \w+)/.exec(loss)?.[1] ?? loss);
    }
    expect([...seen].toSorted()).toEqual(
      expect.arrayContaining(['has again', 'is not', 'is there']),
    );
  });
});

describe('an update of an edited chart', () => {
  it('loses no edit, and leaves nothing to do', { timeout }, async () => {
    const faults = await faultsOf(async (random, folder) => {
      const answers = await randomAnswers(random);
      const before = await rendered(answers);
      const work = randomWork(before, random);
      write(folder, work.texts);
      const others = await otherAnswers(answers, random);
      return updated({ folder, before, work, answers: others });
    });
    expect(faults).toEqual([]);
  });
});

describe('an update by answers that were edited in the chart', () => {
  it('loses no edit, and keeps what was written beside the answers', { timeout }, async () => {
    const faults = await faultsOf(async (random, folder) => {
      const answers = await randomAnswers(random);
      const before = await rendered(answers);
      const work = randomWork(before, random);
      const others = await otherAnswers(answers, random);
      const text = inOwnForm(others, random);
      work.texts.set('helm-prod.yaml', text);
      write(folder, work.texts);
      const own = { ...work, remarks: text.match(/# remark\d+x/g) ?? [], hasOwnAnswers: true };
      return updated({ folder, before, work: own, answers: others, isWritten: true });
    });
    expect(faults).toEqual([]);
  });
});

describe.each(releasedVersions())('an update of a chart of %s', (version) => {
  const charts = releasedCharts(version);

  it('loses no edit', { timeout }, async () => {
    const faults = await faultsOf(async (random, folder) => {
      const { lock, lockText } = random.pick(charts);
      const before = new Map(lock.files).set('helm-prod.lock', lockText);
      const work = randomWork(before, random);
      write(folder, work.texts);
      const answers = parse(before.get('helm-prod.yaml') ?? '') as DataMap;
      const others = random.below(2) === 0 ? answers : await otherAnswers(answers, random);
      return updated({ folder, before, work, answers: others });
    });
    expect(faults).toEqual([]);
  });
});

/** What a person may write: fewer answers than a render writes down, with remarks. */
function inOwnForm(answers: DataMap, random: Random): string {
  const text = stringify(answers, { lineWidth: 0, singleQuote: random.below(2) === 0 });
  return text
    .split('\n')
    .flatMap((line, i) => {
      const isKey = /^[A-Za-z]+:/.test(line) && random.below(3) === 0;
      return isKey ? [`# remark${i}x`, line] : [line];
    })
    .join('\n');
}

interface Case {
  folder: string;
  before: Texts;
  work: Work;
  answers: DataMap;
  /** Whether the answers lie in the chart already. */
  isWritten?: boolean;
}

async function updated({ folder, before, work, answers, isWritten }: Case): Promise<string[]> {
  const fresh = await rendered(answers);
  const ran = await run(update, folder, isWritten ? {} : { answers });
  if (ran.exitCode === 2) {
    // What is set and is no value any more has to go first: nothing is written then.
    const isLeftOver = ran.faults.every(({ message }) => message.includes('no value of the chart'));
    const touched = differences(read(folder), work.texts).map((path) => `${path} is touched`);
    return isLeftOver ? touched : refused(ran);
  }
  const after = read(folder);
  const lost = losses({ work, before, fresh, after, ran });
  const conflicted = [...after].filter(
    ([path, text]) => !work.own.has(path) && conflictsIn(text).length > 0,
  );
  const told = (ran.summary?.plan ?? []).filter(({ action }) => action === 'conflict').length;
  return [
    ...lost,
    ...(told === conflicted.length ? [] : [`${conflicted.length} files clash, ${told} are told`]),
    ...(ran.exitCode === (told > 0 ? 3 : 0) ? [] : [`ends with ${ran.exitCode}`]),
    ...(await sameAnswers(after, fresh)),
    ...(await settledBySide(
      folder,
      after,
      conflicted.map(([path]) => path),
    )),
  ];
}

async function sameAnswers(after: Texts, fresh: Texts): Promise<string[]> {
  const text = after.get('helm-prod.yaml') ?? '';
  const chart = await rendered(parse(text) as DataMap);
  return differences(chart, fresh).map((path) => `${path} is another one by helm-prod.yaml`);
}

/** Conflicts settled by hand, the first for one side, the next for the other, are not asked again. */
async function settledBySide(folder: string, after: Texts, open: readonly string[]) {
  let count = 0;
  const settled = new Map(
    open.map((path) => [
      path,
      (after.get(path) ?? '').replace(
        /^<{7} yours\r?\n([\s\S]*?)^={7}\r?\n([\s\S]*?)^>{7} generator.*\r?\n?/gm,
        (_, mine: string, theirs: string) => (count++ % 2 === 0 ? mine : theirs),
      ),
    ]),
  );
  if (open.length > 0) {
    const ran = await run(update, folder);
    const isTold = ran.exitCode === 2 && ran.faults.length === open.length;
    if (!isTold) return [`markers in ${open.join(', ')} are overlooked`];
    write(folder, settled);
  }
  const again = await run(update, folder);
  const changed = differences(read(folder), new Map([...after, ...settled]));
  const isIdle = again.notes.join().startsWith('Nothing to do');
  return [
    ...refused(again),
    ...(isIdle ? [] : ['the next run finds something to do']),
    ...changed.map((path) => `${path} is changed by the next run`),
  ];
}
