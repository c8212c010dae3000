import type { Chart, Environment } from '../chart.ts';
import { thisGenerator } from '../this-generator.ts';
import { type Data, type DataMap, isEmpty, isMap } from './tree.ts';
import { comment, dataToYaml } from './yaml.ts';

export const answersFileName = 'helm-prod.yaml';
export const lockFileName = 'helm-prod.lock';

/** Every answer that shapes the chart, so that a later version with other defaults changes nothing. */
export function answersFile(
  chart: Chart,
  hints: Readonly<Record<string, string>>,
  usual: Readonly<Record<string, unknown>>,
): string {
  const recorded = record(chart, usual);
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
    '# What this chart was made from: edit an answer and generate again. What an environment or an',
    '# operator may want to change at install is a value: see values.yaml.',
    '',
  ].join('\n');
}

function record(chart: Chart, usual: Readonly<Record<string, unknown>>): DataMap {
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
  return { ...withoutEmpty(whole), environments: withoutEmpty(environments as unknown as DataMap) };
}

/** Who it is is kept; how large it is only where that was said, so that a new size has its effect. */
function environmentRecord({ name, kind, namespace, hosts }: Environment, chart: Chart): DataMap {
  const said = chart.answers.environments[name] as unknown as DataMap;
  return { kind, namespace, hosts: [...hosts], ...withoutEmpty(said) };
}

/** Of what the chart does not have, nothing more needs to be known. */
function isSwitchedOff(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'enabled' in value && value.enabled === false
  );
}

function withoutEmpty(data: DataMap): DataMap {
  const kept: DataMap = {};
  for (const [key, value] of Object.entries(data)) {
    const inner = isMap(value) ? withoutEmpty(value) : value;
    if (!isEmpty(inner)) kept[key] = inner;
  }
  return kept;
}
