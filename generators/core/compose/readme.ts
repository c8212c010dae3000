import type { Answers } from '../answers/schema.ts';
import type { Amounts } from '../answers/sizes.ts';
import { type Environment, factsIn } from '../chart.ts';
import { isMap } from '../data/maps.ts';
import type { Peer } from '../feature.ts';
import { type ChangelogChange, changeLists } from '../release/change-lists.ts';
import { Block } from '../template/escape.ts';
import type { Composition } from './compose.ts';
import { amountOf, cpuText, memoryText } from './quantity.ts';
import { type Data, leavesOf } from './tree.ts';

/** The parts of the README that are worked out, so that they are never stale. */
export function readmeBlocks(composition: Composition): Record<string, Block> {
  return {
    about: about(composition),
    values: valuesTable(composition),
    environments: environmentsTable(composition),
    install: installCommands(composition),
    diagram: diagram(composition),
    clusterNeeds: clusterNeeds(composition),
  };
}

/**
 * The sections to which features add, each a file `<section>.md` in the feature's readme folder:
 * paragraphs of their own, or lines among others.
 */
const sections = {
  configuration: 'paragraphs',
  upgrade: 'lines',
  troubles: 'lines',
  removal: 'paragraphs',
} as const;

export function readmeSections(
  parts: readonly (readonly [path: string, text: string])[],
): Record<string, Block> {
  const known = Object.entries(sections);
  const stray = parts.find(([path]) => !known.some(([section]) => path === `${section}.md`));
  if (stray) {
    const names = Object.keys(sections).join(', ');
    throw new Error(`the README has no section for ${stray[0]}; it has ${names}`);
  }
  return Object.fromEntries(
    known.map(([section, form]) => {
      const texts = parts
        .filter(([path]) => path === `${section}.md`)
        .map(([, text]) => text.trimEnd());
      return [section, Block.lines(form === 'lines' ? texts : texts.flatMap((text) => [text, '']))];
    }),
  );
}

function about({ chart }: Composition): Block {
  const { image, chart: about } = chart.answers;
  const repository = [image.registry, image.repository].filter((part) => part !== '').join('/');
  return table(
    ['Chart', 'App', 'Image', 'Kubernetes', 'Helm'],
    [
      [
        cell(about.version),
        cell(chart.appVersion),
        `\`${repository}\``,
        `${about.kubernetes} or newer`,
        '3 (from 3.14 on) and 4',
      ],
    ],
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): Block {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return Block.lines([line(head), line(head.map(() => '---')), ...rows.map(line)]);
}

/** In the form and the order that helm-docs gives with --sort-values-order=file. */
function valuesTable({ values }: Composition): Block {
  const rows = leavesOf(values).map(({ path, leaf }) => [
    path,
    typeOf(leaf.value),
    code(leaf.value),
    cell(leaf.comment),
  ]);
  return table(['Key', 'Type', 'Default', 'Description'], rows);
}

function typeOf(value: Data): string {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** As JSON with sorted keys; a longer fence takes backticks in. */
function code(value: Data): string {
  const text = cell(JSON.stringify(sorted(value)));
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${text}${fence}`;
}

function sorted(value: Data): Data {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function environmentsTable({ chart, active }: Composition): Block {
  const { cpuLimit } = chart.answers.workload;
  const rows = chart.environments.map((environment) => {
    const facts = factsIn(chart, active, environment);
    const scaled = facts.find(({ leastReplicas }) => leastReplicas !== undefined);
    const { requests, limits } = environment.resources;
    const least = scaled?.leastReplicas ?? environment.replicas;
    return [
      environment.name,
      `\`${environment.namespace}\``,
      scaled?.mostReplicas === undefined ? String(least) : `${least} to ${scaled.mostReplicas}`,
      perPod(requests, true),
      perPod(limits, cpuLimit),
      sum(requests, least, true),
      sum(limits, least, cpuLimit),
    ];
  });
  const head = ['Environment', 'Namespace', 'Pods', 'Requests', 'Limits'];
  return table([...head, 'Sum of requests', 'Sum of limits'], rows);
}

function perPod({ cpu, memory }: Amounts, withCpu: boolean): string {
  return withCpu ? `${cpu} CPU, ${memory}` : memory;
}

/** What so many pods have together. */
function sum({ cpu, memory }: Amounts, pods: number, withCpu: boolean): string {
  const total = memoryText(amountOf(memory) * pods);
  return withCpu ? `${cpuText(amountOf(cpu) * pods)} CPU, ${total}` : total;
}

function installCommands({ chart }: Composition): Block {
  const command = (environment: Environment) => [
    `# ${environment.name}`,
    `helm upgrade --install ${chart.name} . \\`,
    `  --namespace ${environment.namespace} --create-namespace \\`,
    `  --values values-${environment.name}.yaml --wait`,
  ];
  const blocks = chart.environments.map(command);
  if (blocks.length === 0) {
    blocks.push([
      `helm upgrade --install ${chart.name} . \\`,
      `  --namespace ${chart.name} --create-namespace --wait`,
    ]);
  }
  const text = blocks.map((block) => block.join('\n')).join('\n\n');
  return Block.lines(['```shell', text, '```']);
}

/** What the version brings, by kind, as the answers tell it. */
export function changelog({ artifacthub }: Answers): Block {
  const { changes } = artifacthub;
  return Block.lines(changeLists(changes.length > 0 ? changes : [firstVersion]));
}

const firstVersion: ChangelogChange = {
  kind: 'added',
  description: 'First version of the chart.',
};

/** Who talks to whom, for GitHub and every other reader of Mermaid. */
function diagram({ chart, active }: Composition): Block {
  const peers = (side: 'peersIn' | 'peersOut') =>
    active.flatMap(({ facts }) => Object.entries(facts[side] ?? {}));
  const names = [...new Set([...peers('peersIn'), ...peers('peersOut')].map(([name]) => name))];
  const node = ([name, peer]: [string, Peer]) =>
    `n${names.indexOf(name)}["${mermaid(peer.title)}"]`;
  const ports = ([, peer]: [string, Peer]) =>
    peer.ports.map((port) => (typeof port === 'string' ? port : port.port)).join(', ');
  return Block.lines([
    '```mermaid',
    'flowchart LR',
    `  app["${chart.name}"]`,
    ...peers('peersIn').map((peer) => `  ${node(peer)} -->|"${ports(peer)}"| app`),
    ...peers('peersOut').map((peer) => `  app -->|"${ports(peer)}"| ${node(peer)}`),
    '```',
  ]);
}

function mermaid(text: string): string {
  return text.replaceAll('"', "'");
}

function clusterNeeds({ active }: Composition): Block {
  const rows = active.flatMap(({ facts }) => facts.clusterNeeds ?? []);
  if (rows.length === 0) return Block.lines(['Every cluster has what it needs.']);
  const lines = rows.map(({ object, needs, value }) => [object, needs, `\`${value}\``]);
  return Block.lines([
    'What the cluster has to bring, where it is switched on:',
    '',
    table(['Object', 'Needs', 'Switched on by'], lines).text,
  ]);
}
