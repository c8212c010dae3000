import type { Chart, Environment } from '../chart.ts';
import { isMap } from '../data/maps.ts';
import { thisGenerator } from '../this-generator.ts';
import { type Data, type DataMap, isEmpty } from './tree.ts';
import { comment, dataToYaml } from './yaml.ts';

export const answersFileName = 'helm-prod.yaml';
export const lockFileName = 'helm-prod.lock';

/** What is known of the answers without their schema. */
export interface KnownAnswers {
  /** One line of advice a top-level answer, for the answers file. */
  hints: Readonly<Record<string, string>>;
  /** The answers of a chart of this profile of which nothing more was said. */
  usual: Readonly<Record<string, unknown>>;
  /** Where names are the user's own, as dotted paths with `*` for such a name. */
  maps: readonly string[];
}

/** Every answer that shapes the chart, so that a later version with other defaults changes nothing. */
export function answersFile(chart: Chart, { hints, usual, maps }: KnownAnswers): string {
  const recorded = record(chart, usual, new Set(maps));
  const keys = Object.keys(hints).filter((key) => key in recorded);
  const blocks = keys.map((key) => {
    const value = recorded[key] as Data;
    const hint = hints[key];
    return `${hint ? comment(hint, 0).join('\n').concat('\n') : ''}${dataToYaml({ [key]: value })}`;
  });
  return `${head()}\n${blocks.join('\n')}`;
}

function head(): string {
  return [
    `# yaml-language-server: $schema=https://unpkg.com/${thisGenerator.name}@${thisGenerator.version}/answers.schema.json`,
    `# What this chart was made from: edit an answer and run npx ${thisGenerator.name} update. What`,
    '# an environment or an operator may want to change at install is a value: see values.yaml.',
    '',
  ].join('\n');
}

function record(chart: Chart, usual: KnownAnswers['usual'], maps: ReadonlySet<string>): DataMap {
  const { answersVersion, environments: _, ...given } = chart.answers;
  const rest = Object.fromEntries(
    Object.entries(given)
      // What such a chart usually does not have goes without saying.
      .filter(([key, value]) => !(isSwitchedOff(value) && isSwitchedOff(usual[key])))
      .map(([key, value]) => [key, isSwitchedOff(value) ? { enabled: false } : value]),
  );
  const environments = Object.fromEntries(
    chart.environments.map((e) => [e.name, environmentRecord(e, chart)]),
  );
  const whole = { answersVersion, ...rest, environments } as unknown as DataMap;
  return {
    ...needed(whole, usual as DataMap, maps),
    environments: needed(environments, {}, maps, 'environments'),
  };
}

/**
 * What has to be written down: nothing that is empty and would be without a word. A name that the
 * user has chosen says something by itself, and an empty answer does where it usually is not empty.
 */
function needed(data: DataMap, usual: DataMap, maps: ReadonlySet<string>, at = ''): DataMap {
  const isNames = maps.has(at);
  const kept: DataMap = {};
  for (const [key, value] of Object.entries(data)) {
    const known = isNames ? undefined : usual[key];
    const below = `${at === '' ? '' : `${at}.`}${isNames ? '*' : key}`;
    const inner = isMap(value) ? needed(value, isMap(known) ? known : {}, maps, below) : value;
    const isSaid = !isEmpty(inner) || (!isMap(inner) && !isEmpty(known));
    if (isNames || isSaid) kept[key] = inner;
  }
  return kept;
}

/** Who it is is kept; how large it is only where that was said, so that a new size has its effect. */
function environmentRecord({ name, kind, namespace, hosts }: Environment, chart: Chart): DataMap {
  const { kind: _, namespace: __, hosts: ___, ...said } = chart.answers.environments[name] ?? {};
  return { kind, namespace, hosts: [...hosts], ...(said as unknown as DataMap) };
}

/** Of what the chart does not have, nothing more needs to be known. */
export function isSwitchedOff(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'enabled' in value && value.enabled === false
  );
}

export function withoutEmpty(data: DataMap): DataMap {
  const kept: DataMap = {};
  for (const [key, value] of Object.entries(data)) {
    const inner = isMap(value) ? withoutEmpty(value) : value;
    if (!isEmpty(inner)) kept[key] = inner;
  }
  return kept;
}
