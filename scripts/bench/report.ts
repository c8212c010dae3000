import { availableParallelism } from 'node:os';
import { judged, type Verdict } from './aims.ts';
import type { Absent, Contender, Contest } from './contender.ts';
import { type Summary, summaryOf, twoDigits } from './statistics.ts';

/** What was measured of one contender. */
export interface Measured {
  id: string;
  title: string;
  does: string;
  milliseconds: Summary;
  /** Its median as a multiple of the median of the first of its contest. */
  ratio: number;
  /** In bytes, or null where nothing could measure it. */
  peakMemory: number | null;
  /** How many files it works on, where contenders differ in that. */
  files?: number;
}

export interface MeasuredContest {
  title: string;
  measured: Measured[];
  absent: readonly Absent[];
}

/** All of one run; docs/bench.json is one. */
export interface Report {
  date: string;
  node: string;
  platform: string;
  cpus: number;
  rounds: number;
  contests: MeasuredContest[];
  aims: Verdict[];
}

export type Figures = ReadonlyMap<Contender, { times: readonly number[]; peak: number | null }>;

export function reportOf(contests: readonly Contest[], rounds: number, figures: Figures): Report {
  const measured = contests.map((contest) => measuredContest(contest, figures));
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    cpus: availableParallelism(),
    rounds,
    contests: measured,
    aims: judged(measured.flatMap((contest) => contest.measured)),
  };
}

function measuredContest({ title, contenders, absent }: Contest, figures: Figures) {
  const summaries = contenders.map((contender) => {
    const { times, peak } = figures.get(contender) ?? { times: [], peak: null };
    return { contender, milliseconds: summaryOf(times), peak };
  });
  const floor = summaries[0]?.milliseconds.median ?? Number.NaN;
  return {
    title,
    absent,
    measured: summaries.map(({ contender, milliseconds, peak }) => ({
      id: contender.id,
      title: contender.title,
      does: contender.does,
      milliseconds: rounded(milliseconds),
      ratio: twoDigits(milliseconds.median / floor),
      peakMemory: peak,
      ...(contender.files === undefined ? {} : { files: contender.files }),
    })),
  };
}

const rounded = ({ median, low, high }: Summary): Summary => ({
  median: twoDigits(median),
  low: twoDigits(low),
  high: twoDigits(high),
});
