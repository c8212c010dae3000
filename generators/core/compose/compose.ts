import {
  type ActiveFeature,
  activeFeatures,
  type Chart,
  type Environment,
  factsIn,
} from '../chart.ts';
import { chartSlots, type Facts, featureGroups, podSlots, type Slot } from '../feature.ts';
import { type FileEntry, type FileMap, fileMap, MODE_FILE } from '../files.ts';
import { keptAnswers } from '../lock/kept-answers.ts';
import { encodeLock } from '../lock/lock.ts';
import { Block } from '../template/escape.ts';
import { renderTemplate, type Template } from '../template/render.ts';
import { thisGenerator } from '../this-generator.ts';
import { answersFile, answersFileName, type KnownAnswers, lockFileName } from './answers-file.ts';
import { baseOverlay, baseValues } from './base-values.ts';
import { chartYaml } from './chart-yaml.ts';
import { environmentSuite } from './environment-suite.ts';
import { changelog, readmeBlocks, readmeSections } from './readme.ts';
import { type DataMap, dataOf, differences, mergeData, mergeTrees, type Tree } from './tree.ts';
import { valuesSchema } from './values-schema.ts';
import { comment, dataToYaml, treeToYaml } from './yaml.ts';

/** What the build makes of templates/. */
export interface TemplateSet {
  chart: readonly Template[];
  /** Rendered once an environment; `[environment]` in the path is its name. */
  environment: readonly Template[];
  features: Readonly<Record<string, readonly Template[]>>;
  /** Files of charts that have both of two features. */
  pairs: readonly { features: readonly string[]; templates: readonly Template[] }[];
  /** What each feature adds to the sections of the README. */
  readme: Readonly<Record<string, readonly Template[]>>;
}

export interface Inputs extends KnownAnswers {
  templates: TemplateSet;
}

/** The chart, composed: what a render writes and what documentation is made of. */
export interface Composition {
  chart: Chart;
  active: readonly ActiveFeature[];
  values: Tree;
  overlays: ReadonlyMap<string, DataMap>;
}

export function compose(chart: Chart): Composition {
  const active = activeFeatures(chart);
  const values = mergeTrees([ownValues(chart, active), dependencyValues(chart)]);
  const base = dataOf(values);
  const overlays = new Map(
    chart.environments.map((e) => [e.name, differences(base, wantedIn(chart, active, e))] as const),
  );
  return { chart, active, values, overlays };
}

/** The values of the chart itself, without those of what it brings along. */
export function ownValues(chart: Chart, active: readonly ActiveFeature[]): Tree {
  const facts = active.map((a) => a.facts);
  const own = baseValues(chart, facts);
  return mergeTrees([
    own.identity,
    ...featureGroups.flatMap((group) => [
      own[group],
      ...active
        .filter(({ feature }) => feature.group === group)
        .map((a) => a.feature.values(chart, a.own, facts)),
    ]),
    own.pod,
  ]);
}

function wantedIn(
  chart: Chart,
  active: readonly ActiveFeature[],
  environment: Environment,
): DataMap {
  const facts = factsIn(chart, active, environment);
  return active
    .map(({ feature, own }): DataMap => {
      const here = environment.own[feature.id];
      return feature.overlay?.({ chart, own, environment, here, facts }) ?? {};
    })
    .reduce(mergeData, baseOverlay(chart, environment, facts));
}

/** A dependency that can be switched off has its switch in the parent's values. */
function dependencyValues(chart: Chart): Tree {
  return Object.fromEntries(
    chart.answers.dependencies
      .filter(({ condition }) => condition)
      .map(({ name, alias }) => [alias || name, dependencySwitch(name)]),
  );
}

function dependencySwitch(name: string): Tree[string] {
  const enabled = { type: 'boolean' };
  return {
    node: 'branch',
    comment: `Values of the dependency ${name}.`,
    children: {
      enabled: { node: 'leaf', value: true, comment: 'Bring it along.', schema: enabled },
    },
    others: {},
  };
}

export function renderChart(chart: Chart, inputs: Inputs): FileMap {
  const composition = compose(chart);
  const { active, values, overlays } = composition;
  const base = {
    name: chart.name,
    component: chart.component,
    slots: slotBlocks(
      chart.name,
      active.map((a) => a.facts),
    ),
    chart: chartFacts(chart),
  };
  const sections = active.flatMap(({ feature }) => inputs.templates.readme[feature.id] ?? []);
  const context = {
    ...base,
    readme: {
      ...readmeBlocks(composition),
      ...readmeSections(
        sections.map((part) => [part.path, renderTemplate(part, { ...base, readme: {} })]),
      ),
    },
  };
  const ids = new Set(active.map(({ feature }) => feature.id));
  const areActive = (pair: { features: readonly string[] }) =>
    pair.features.every((id) => ids.has(id));
  const templates = [
    ...inputs.templates.chart,
    ...inputs.templates.pairs.filter(areActive).flatMap((pair) => pair.templates),
  ];
  const ofFeatures = active.flatMap(({ feature, own }) => {
    const blocks = feature.blocks?.(chart, own) ?? {};
    return (inputs.templates.features[feature.id] ?? []).map((template) =>
      file(template.path, renderTemplate(template, { ...context, own: blocks })),
    );
  });
  const ofEnvironments = chart.environments.flatMap((environment) =>
    inputs.templates.environment.map((template) =>
      file(
        template.path.replaceAll('[environment]', environment.name),
        renderTemplate(template, { ...context, env: environmentSuite(composition, environment) }),
      ),
    ),
  );
  const names = chart.answers.dependencies.map(({ name, alias }) => alias || name);
  const rendered = [
    file('Chart.yaml', chartYaml(chart)),
    file('values.yaml', `${valuesHead(chart)}\n${treeToYaml(values)}`),
    ...chart.environments.map((e) =>
      file(`values-${e.name}.yaml`, overlayText(chart, e, overlays.get(e.name) ?? {})),
    ),
    file(
      'values.schema.json',
      `${JSON.stringify(valuesSchema(`Values of ${chart.name}`, values, names), null, 2)}\n`,
    ),
    ...templates.map((template) => ({
      ...file(template.path, renderTemplate(template, context)),
      ...(histories.has(template.path) ? { isHistory: true as const } : {}),
    })),
    ...ofFeatures,
    ...ofEnvironments,
    ...tryOuts(chart, active),
    file(answersFileName, answersFile(chart, inputs)),
  ];
  const files = fileMap(rendered);
  return fileMap([
    ...files.values(),
    file(lockFileName, encodeLock(thisGenerator.version, keptAnswers(chart), files)),
  ]);
}

/** What is written once and then belongs to its readers. */
const histories = new Set(['CHANGELOG.md']);

function chartFacts(chart: Chart) {
  return {
    description: chart.answers.description,
    version: chart.answers.chart.version,
    changes: changelog(chart.answers),
    hasSampleImage: chart.hasSampleImage,
    hasDependencies: chart.answers.dependencies.length > 0,
    hasEnvironments: chart.environments.length > 0,
  };
}

function file(path: string, body: string): FileEntry {
  return { path, body, mode: MODE_FILE };
}

function slotBlocks(name: string, facts: readonly Facts[]): Record<Slot, Block> {
  const included = (slot: Slot) => facts.flatMap(({ includes }) => includes?.[slot] ?? []);
  const ofPod = podSlots.map((slot): [Slot, Block] => [
    slot,
    Block.lines(included(slot).map((define) => `{{ include "${name}.${define}" . }}`)),
  ]);
  const ofChart = chartSlots.map((slot): [Slot, Block] => [
    slot,
    Block.lines(included(slot).map((define) => `{{- include "${name}.${define}" . }}`)),
  ]);
  return Object.fromEntries([...ofPod, ...ofChart]) as Record<Slot, Block>;
}

function valuesHead(chart: Chart): string {
  const text = `Values of ${chart.name}. They install on any cluster as they are`;
  const more = '; the file of each environment says what is different there';
  return headOf(
    `${text}${chart.environments.length > 0 ? more : ''}. values.schema.json guards them.`,
  );
}

function overlayText(chart: Chart, environment: Environment, overlay: DataMap): string {
  const { name, kind, namespace } = environment;
  const head = headOf(
    `What is different in ${name === kind ? name : `${name} (${kind})`}; all else is in values.yaml.\n` +
      `helm upgrade --install ${chart.name} . -n ${namespace} -f values-${name}.yaml`,
  );
  const body = Object.keys(overlay).length === 0 ? '{}\n' : dataToYaml(overlay);
  return `${head}\n${body}`;
}

function headOf(text: string): string {
  return comment(text, 0)
    .map((line) => `${line}\n`)
    .join('');
}

/** For chart-testing, which installs the chart once for each file in ci/. */
function tryOuts(chart: Chart, active: readonly ActiveFeature[]): FileEntry[] {
  const full = active
    .map(({ feature, own }): DataMap => feature.tryOut?.(chart, own) ?? {})
    .reduce(mergeData, everything(chart));
  const text = (advice: string, data: DataMap) =>
    `${comment(advice, 0).join('\n')}\n${dataToYaml(data)}`;
  return [
    file('ci/minimal-values.yaml', text('The smallest install: one pod.', { replicaCount: 1 })),
    file('ci/full-values.yaml', text('As much as a cluster without custom resources takes.', full)),
  ];
}

function everything(chart: Chart): DataMap {
  return {
    commonLabels: { team: 'platform' },
    commonAnnotations: { 'example.com/owner': 'platform@example.com' },
    podLabels: { tier: 'backend' },
    podAnnotations: { 'example.com/note': chart.name },
    env: { RELEASE_NAME: '{{ .Release.Name }}' },
    extraPorts: { 'ci-extra': { containerPort: 18099 } },
    hostAliases: [{ ip: '192.0.2.10', hostnames: ['legacy.example.com'] }],
    dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
    writableDirs: { 'ci-cache': { mountPath: '/ci-cache', sizeLimit: '32Mi' } },
    restartToken: '1',
  };
}
