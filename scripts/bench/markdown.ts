import { table } from '../docs/table.ts';
import type { Verdict } from './aims.ts';
import type { Measured, MeasuredContest, Report } from './report.ts';

/** docs/bench.md: everything that was measured. */
export function benchPage(report: Report): string {
  return [
    '# Benchmark',
    `${circumstances(report)} The middle half is where half of the runs lie. Times belong
to the machine, so compare the ratios.`,
    ...report.contests.flatMap(contestSection),
    '## Aims',
    aimsTable(report.aims),
    '## How it is measured',
    howItIsMeasured,
    '',
  ].join('\n\n');
}

/** What README.md quotes: the ratios of generation, and what became of the aims. */
export function benchQuote(report: Report): string {
  const [generation] = report.contests;
  const rows = generation?.measured.map((each) => [each.title, times(each.ratio), memory(each)]);
  return [
    `${circumstances(report)} All figures, and how they are measured: [docs/bench.md](docs/bench.md).`,
    table(['Generation', 'Times bare Node', 'Peak memory'], rows ?? []),
    aimsTable(report.aims),
  ].join('\n\n');
}

const howItIsMeasured = `Whole processes are timed from start to end, each in a new folder, with an empty home and no
variable but \`PATH\`. A round runs every contender once, one after the other, so that a busy moment
hits all alike; a first round warms the disk and does not count.

cookiecutter and copier come from PyPI in the versions of \`scripts/bench/requirements.txt\`, into a
virtual environment of their own. Their templates are made on the spot of our default chart, with
its name as the variable, and what they make of them is compared with it first.

An update gets a copy of its chart for each run, and the copying does not count. It verifies nothing,
and with \`--allow-immutable\` it does what it would refuse without Helm. What a further file costs is
the growth between the two largest charts, or between the smallest and the second largest.

Peak memory is what the kernel counts as the largest resident set of a process (\`ru_maxrss\`), asked
by a small Python that waits for it, as the median of three further runs. Of a contender with
several processes it is the largest one. Without Python it is not measured.`;

function circumstances({ date, node, platform, cpus, rounds }: Report): string {
  return `Measured by \`npm run bench\` on ${date} with Node ${node} on ${platform} with ${cpus} CPUs:
medians of ${rounds} rounds.`;
}

function contestSection({ title, measured, absent }: MeasuredContest): string[] {
  const floor = measured[0]?.title ?? '';
  const rows = measured.map((each) => [
    each.title,
    each.does,
    `${each.milliseconds.median.toFixed(0)} ms`,
    `${each.milliseconds.low.toFixed(0)} to ${each.milliseconds.high.toFixed(0)} ms`,
    times(each.ratio),
    memory(each),
  ]);
  const head = ['', 'What it does', 'Median', 'Middle half', `Times ${floor}`, 'Peak memory'];
  return [
    `## ${title}`,
    ...(rows.length > 0 ? [table(head, rows)] : []),
    ...absent.map((each) => `Not measured: ${each.title}. Reason: ${each.reason}.`),
  ];
}

function aimsTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ aim, bound, measured, isMet }) => [
    aim,
    'atMost' in bound ? `at most ${bound.atMost}` : `at least ${bound.atLeast}`,
    measured === null ? 'not measured' : times(measured),
    isMet === null ? '' : isMet ? 'met' : 'missed',
  ]);
  return table(['Aim', 'Bound', 'Measured', ''], rows);
}

const times = (ratio: number): string => ratio.toFixed(2);

function memory({ peakMemory }: Measured): string {
  return peakMemory === null ? 'not measured' : `${(peakMemory / 1024 ** 2).toFixed(0)} MiB`;
}
