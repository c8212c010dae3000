import { twoDigits } from './statistics.ts';

/** How many times as long one contender may take as another, at most; or must take, at least. */
interface Aim {
  readonly aim: string;
  readonly of: string;
  readonly over: string;
  readonly bound: { readonly atMost: number } | { readonly atLeast: number };
}

/** An aim, and what came of it: null where one of the two was absent. */
export interface Verdict {
  aim: string;
  bound: Aim['bound'];
  measured: number | null;
  isMet: boolean | null;
}

const ahead = (peer: string): Aim => ({
  aim: `${peer}, as a multiple of our default chart`,
  of: peer,
  over: 'cli',
  bound: { atLeast: 3 },
});

const rendering = (helm: 'helm3' | 'helm4', what: string, of: string): Aim => ({
  aim: `${what}, rendered by Helm ${helm.slice(-1)}, as a multiple of the chart of \`helm create\``,
  of: `${helm}-${of}`,
  over: `${helm}-template-created`,
  bound: { atMost: 1.3 },
});

export const aims: readonly Aim[] = [
  {
    aim: 'Our default chart, as a multiple of bare Node',
    of: 'cli',
    over: 'node',
    bound: { atMost: 2 },
  },
  ahead('cookiecutter'),
  ahead('copier'),
  ...(['helm3', 'helm4'] as const).flatMap((helm) => [
    rendering(helm, 'Our default chart', 'template'),
    rendering(helm, 'The same in production', 'template-production'),
  ]),
];

/** What became of each aim, from the median of each contender by its id. */
export function judged(medians: ReadonlyMap<string, number>): Verdict[] {
  return aims.map(({ aim, of, over, bound }) => {
    const [one, other] = [medians.get(of), medians.get(over)];
    if (one === undefined || other === undefined) {
      return { aim, bound, measured: null, isMet: null };
    }
    const ratio = one / other;
    const isMet = 'atMost' in bound ? ratio <= bound.atMost : ratio >= bound.atLeast;
    return { aim, bound, measured: twoDigits(ratio), isMet };
  });
}
