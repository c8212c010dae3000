import type { Chart, Environment } from '../chart.ts';
import { thisGenerator } from '../this-generator.ts';
import type { Data, DataMap } from './tree.ts';
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
    chart.environments.map((e) => [
      e.name,
      environmentRecord(e, chart.answers.environments[e.name]?.resources),
    ]),
  );
  const whole = { answersVersion, ...rest, environments } as unknown as DataMap;
  return { ...withoutEmpty(whole), environments: withoutEmpty(environments as unknown as DataMap) };
}

/** Amounts are kept only where they were said: else a change of the size would change nothing. */
function environmentRecord(environment: Environment, amounts: unknown): DataMap {
  const { name: _, own, kind, namespace, hosts, cluster, ...worked } = environment;
  const rest = { ...worked, resources: amounts };
  return {
    kind,
    namespace,
    hosts: [...hosts],
    ...(rest as unknown as DataMap),
    cluster: clusterRecord(cluster),
    ...(own as DataMap),
  };
}

/** Of what the chart does not have, nothing more needs to be known. */
function isSwitchedOff(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'enabled' in value && value.enabled === false
  );
}

function clusterRecord({
  prometheusOperator,
  certManagerIssuerKind,
  ...cluster
}: Environment['cluster']): DataMap {
  return {
    prometheusOperator,
    ...cluster,
    ...(cluster.certManagerIssuer ? { certManagerIssuerKind } : {}),
  };
}

function withoutEmpty(data: DataMap): DataMap {
  const kept: DataMap = {};
  for (const [key, value] of Object.entries(data)) {
    const inner = isMapLike(value) ? withoutEmpty(value) : value;
    if (!isEmpty(inner)) kept[key] = inner;
  }
  return kept;
}

function isMapLike(value: Data): value is DataMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: Data | undefined): boolean {
  if (value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
