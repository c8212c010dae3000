import { defaults } from '../../../generated/defaults.ts';
import { dotted } from '../args.ts';
import type { Chart } from '../chart.ts';
import { isEmpty, type Data as Leaf } from '../compose/tree.ts';
import { isMap } from '../data/maps.ts';

export interface SaidAnswer {
  path: string;
  value: unknown;
}

type Data = { readonly [key: string]: unknown };

/** The answers that are not what such a chart has anyway. */
export function answersBeyondDefaults({ profile, hasSampleImage, answers }: Chart): SaidAnswer[] {
  const usual = defaults[hasSampleImage ? `${profile}-sample` : profile]?.answers ?? {};
  const { name: _, environments, ...rest } = answers;
  const { environments: usualOnes, ...usualRest } = usual as Data;
  return [
    ...beyond(rest, usualRest, []),
    ...Object.entries(environments).flatMap(([key, { kind, namespace, hosts, ...said }]) =>
      // Who an environment is stands with the environments.
      beyond(said, plainEnvironment(usualOnes), ['environments', key]),
    ),
  ];
}

/** All environments have the same defaults, whatever their names. */
function plainEnvironment(environments: unknown): Data {
  const known = Object.values((environments ?? {}) as Data)[0] ?? {};
  const { namespace: _, hosts: __, ...plain } = known as Data;
  return plain;
}

function beyond(said: Data, usual: Data, at: readonly string[]): SaidAnswer[] {
  return Object.entries(said).flatMap(([key, value]) => {
    const path = [...at, key];
    const known = Object.hasOwn(usual, key) ? usual[key] : undefined;
    if (isMap(value)) return beyond(value, isMap(known) ? known : {}, path);
    const isUsual = JSON.stringify(value) === JSON.stringify(known);
    return isUsual || (known === undefined && isEmpty(value as Leaf))
      ? []
      : [{ path: dotted(path), value }];
  });
}
