import type { Measured } from './report.ts';
import { twoDigits } from './statistics.ts';
import { moreEnvironments, updateId } from './updating.ts';

/** How many times as much one thing may be as another, at most; or must be, at least. */
interface Aim {
  readonly aim: string;
  readonly bound: { readonly atMost: number } | { readonly atLeast: number };
  /** Not a number where something of it was not measured. */
  readonly ratio: (find: Find) => number;
}

/** An aim, and what came of it: null where one of the two was absent. */
export interface Verdict {
  aim: string;
  bound: Aim['bound'];
  measured: number | null;
  isMet: boolean | null;
}

type Find = (id: string) => Measured | undefined;
type Amount = (one: Measured | undefined) => number;

const time: Amount = (one) => one?.milliseconds.median ?? Number.NaN;
const memory: Amount = (one) => one?.peakMemory ?? Number.NaN;
const files: Amount = (one) => one?.files ?? Number.NaN;

const timesAsLong =
  (one: string, other: string): Aim['ratio'] =>
  (find) =>
    time(find(one)) / time(find(other));

const ahead = (peer: string): Aim => ({
  aim: `${peer}, as a multiple of our default chart`,
  bound: { atLeast: 3 },
  ratio: timesAsLong(peer, 'cli'),
});

const rendering = (helm: 'helm3' | 'helm4', what: string, of: string): Aim => ({
  aim: `${what}, rendered by Helm ${helm.slice(-1)}, as a multiple of the chart of \`helm create\``,
  bound: { atMost: 1.3 },
  ratio: timesAsLong(`${helm}-${of}`, `${helm}-template-created`),
});

const [smallest, , large, largest] = moreEnvironments;

/** Larger charts cost no more a file than the smallest, start included. */
const perFile = (what: string, amount: Amount, kind: 'unchanged' | 'changed'): Aim => ({
  aim: `${what} a file of the largest \`update\` (${kind}), as a multiple of the smallest`,
  bound: { atMost: 1 },
  ratio(find) {
    const [small, big] = [smallest, largest].map((more) => find(updateId(kind, more)));
    return amount(big) / files(big) / (amount(small) / files(small));
  },
});

/**
 * The start of a program, which is the same for all, could hide a curve: what is added has none. Of
 * a line it is 1, give or take the noise of small differences, of a square 2.4.
 */
const perFurtherFile = (kind: 'unchanged' | 'changed'): Aim => ({
  aim: `Time of each further file of an \`update\` (${kind}) of many, as a multiple of few`,
  bound: { atMost: 2 },
  ratio(find) {
    const [small, middle, big] = [smallest, large, largest].map((more) =>
      find(updateId(kind, more)),
    );
    const growth = (from: Measured | undefined, to: Measured | undefined) =>
      (time(to) - time(from)) / (files(to) - files(from));
    return growth(middle, big) / growth(small, middle);
  },
});

export const aims: readonly Aim[] = [
  {
    aim: 'Our default chart, as a multiple of bare Node',
    bound: { atMost: 2 },
    ratio: timesAsLong('cli', 'node'),
  },
  ahead('cookiecutter'),
  ahead('copier'),
  {
    aim: '`update` of an unchanged default chart, as a multiple of bare Node',
    bound: { atMost: 3 },
    ratio: timesAsLong(updateId('unchanged', smallest), 'update-node'),
  },
  ...(['unchanged', 'changed'] as const).flatMap((kind) => [
    perFile('Time', time, kind),
    perFile('Memory', memory, kind),
    perFurtherFile(kind),
  ]),
  ...(['helm3', 'helm4'] as const).flatMap((helm) => [
    rendering(helm, 'Our default chart', 'template'),
    rendering(helm, 'The same in production', 'template-production'),
  ]),
];

/** What became of each aim. */
export function judged(measured: readonly Measured[]): Verdict[] {
  return aims.map(({ aim, bound, ratio }) => {
    const found = ratio((id) => measured.find((one) => one.id === id));
    if (Number.isNaN(found)) return { aim, bound, measured: null, isMet: null };
    const isMet = 'atMost' in bound ? found <= bound.atMost : found >= bound.atLeast;
    return { aim, bound, measured: twoDigits(found), isMet };
  });
}
