import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { filesOf } from '../../generators/core/generate.ts';
import { chartOf, writtenChart } from '../../test/charts/scenarios.ts';
import { locateTools } from '../tools/resolve.ts';
import type { Contest } from './contender.ts';
import { generationContest } from './generation.ts';
import { benchPage } from './markdown.ts';
import { peakMemory } from './memory.ts';
import { installPeers, type Peers } from './peers.ts';
import { findPython, NO_PYTHON, type Python } from './python.ts';
import { renderingContest } from './rendering.ts';
import { type Report, reportOf } from './report.ts';
import { timeInTurns } from './rounds.ts';
import type { Room } from './run.ts';
import { updatingContest } from './updating.ts';

/**
 * `npm run bench`: whole processes in turns, as medians and as multiples. It asserts nothing: the
 * numbers belong to the machine.
 */
const USAGE = `Usage: npm run bench [-- [ROUNDS] [--write]]

Measures generation, updates and rendering and prints what came of it; --write puts it into docs/bench.json
and docs/bench.md.`;
const USUAL_ROUNDS = 15;

const docs = join(import.meta.dirname, '../../docs');
const say = (line: string) => console.error(line);

interface Order {
  rounds: number;
  write: boolean;
}

function orderOf(words: string[]): Order | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      options: { write: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const rounds = Number(positionals[0] ?? USUAL_ROUNDS);
    if (!Number.isInteger(rounds) || rounds < 1 || positionals.length > 1) return undefined;
    return { rounds, write: values.write };
  } catch {
    return undefined;
  }
}

async function measure(rounds: number): Promise<Report> {
  const room = newRoom();
  const name = 'my-app';
  const chart = await chartOf({ name });
  const written = writtenChart(chart);
  try {
    const python = findPython();
    const tools = locateTools();
    const contests = [
      generationContest(filesOf(chart), name, await peersOf(python), tools, room),
      updatingContest(filesOf(chart), name, room),
      renderingContest('helm3', written.folder, tools, room),
      renderingContest('helm4', written.folder, tools, room),
    ];
    return report(contests, rounds, python, room);
  } finally {
    written.remove();
    rmSync(room.folder, { recursive: true, force: true });
  }
}

function report(
  contests: readonly Contest[],
  rounds: number,
  python: Python | undefined,
  room: Room,
): Report {
  const contenders = contests.flatMap((contest) => contest.contenders);
  say(`${contenders.length} contenders, ${rounds} rounds …`);
  const times = timeInTurns(contenders, rounds, room);
  say('peak memory …');
  const figures = contenders.map((contender, index) => {
    const peak = python ? peakMemory(contender, python.path, room) : null;
    return [contender, { times: times[index] ?? [], peak }] as const;
  });
  return reportOf(contests, rounds, new Map(figures));
}

async function peersOf(python: Python | undefined): Promise<Peers> {
  return python ? installPeers(python, say) : { ok: false, reason: NO_PYTHON };
}

/**
 * Nothing of the user's own makes one slower or quicker: with NODE_EXTRA_CA_CERTS alone every Node
 * starts half as quick, and whatever is a multiple of it looks better than it is.
 */
function newRoom(): Room {
  const folder = mkdtempSync(join(tmpdir(), 'helm-prod-bench-'));
  const home = join(folder, 'home');
  mkdirSync(home);
  return { folder, env: { PATH: process.env.PATH, HOME: home } };
}

const order = orderOf(process.argv.slice(2));
if (order) {
  const measured = await measure(order.rounds);
  console.log(benchPage(measured));
  if (order.write) {
    writeFileSync(join(docs, 'bench.json'), `${JSON.stringify(measured, null, 2)}\n`);
    writeFileSync(join(docs, 'bench.md'), benchPage(measured));
  }
} else {
  console.error(USAGE);
  process.exitCode = 2;
}
