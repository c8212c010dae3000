import type { Answers } from '../answers/schema.ts';
import { type Chart, type Environment, thinkThrough } from '../chart.ts';
import { isSwitchedOff, withoutEmpty } from '../compose/answers-file.ts';
import { type DataMap, isEmpty } from '../compose/tree.ts';
import { features } from '../features.ts';
import type { KeptAnswers } from './lock.ts';

/**
 * The answers as a lock keeps them: settled, and in one form however they were given, so that the
 * answers file beside it makes the same lock. A feature that the chart does not have leaves no trace.
 */
export function keptAnswers(chart: Chart): KeptAnswers {
  const absent = new Set(
    features.filter(({ id }) => isSwitchedOff(chart.answers[id])).map(({ id }) => id),
  );
  const kept = Object.entries(chart.answers)
    .filter(([key]) => !absent.has(key))
    .map(([key, value]) => [key, isSwitchedOff(value) ? { enabled: false } : value] as const);
  const environments = chart.environments.map(
    (environment) => [environment.name, keptEnvironment(environment, chart, absent)] as const,
  );
  return { ...Object.fromEntries(kept), environments: Object.fromEntries(environments) };
}

/** Who it is is worked out, as in the answers file. */
function keptEnvironment(
  { name, kind, namespace, hosts }: Environment,
  { answers }: Chart,
  absent: ReadonlySet<string>,
): object {
  const { kind: _, namespace: __, hosts: ___, ...given } = answers.environments[name] ?? {};
  const said = Object.entries(given).filter(
    ([key, value]) => !(absent.has(key) && isEmpty(withoutEmpty(value as DataMap))),
  );
  return { kind, namespace, hosts, ...Object.fromEntries(said) };
}

/** The answers that were kept, with a word on every feature. */
export function settledAnswers(kept: KeptAnswers): Answers {
  const absent = features
    .filter(({ id }) => !(id in kept))
    .map(({ id }) => [id, { enabled: false }] as const);
  return { ...kept, ...Object.fromEntries(absent) } as Answers;
}

export function chartOfKept(kept: KeptAnswers): Chart {
  return thinkThrough(settledAnswers(kept));
}
