import type { Chart } from '../chart.ts';
import { type DataMap, isEmpty } from './tree.ts';
import { dataToYaml } from './yaml.ts';

/** Chart.yaml: optional keys are there only when they say something. */
export function chartYaml(chart: Chart): string {
  const about = chart.answers.chart;
  return dataToYaml(
    filled({
      apiVersion: 'v2',
      name: chart.name,
      description: chart.answers.description || `${chart.name}, ${kindOfApp[chart.profile]}`,
      type: 'application',
      version: about.version,
      appVersion: chart.appVersion,
      // The -0 lets in the suffixes that providers put on their versions, such as -gke.100.
      kubeVersion: `>=${about.kubernetes}.0-0`,
      home: about.home,
      icon: about.icon,
      keywords: [...about.keywords],
      sources: [...about.sources],
      maintainers: about.maintainers.map(({ name, email, url }) => filled({ name, email, url })),
      dependencies: chart.answers.dependencies.map(
        ({ name, version, repository, alias, condition }) =>
          filled({
            name,
            version,
            repository,
            alias,
            condition: condition ? `${alias || name}.enabled` : '',
          }),
      ),
      annotations: annotations(chart),
    }),
  );
}

const kindOfApp: Readonly<Record<Chart['profile'], string>> = {
  web: 'a web service',
  worker: 'a worker',
};

function annotations(chart: Chart): DataMap {
  const { artifacthub, chart: about } = chart.answers;
  const { image } = chart.answers;
  const reference = image.digest
    ? `@${image.digest}`
    : `:${image.tag.includes('{{') ? chart.appVersion : image.tag || chart.appVersion}`;
  return filled({
    'artifacthub.io/category': artifacthub.category ?? '',
    'artifacthub.io/license': about.license,
    'artifacthub.io/operator': String(artifacthub.operator),
    'artifacthub.io/prerelease': String(artifacthub.prerelease),
    'artifacthub.io/containsSecurityUpdates': String(artifacthub.containsSecurityUpdates),
    'artifacthub.io/images': list([
      { name: chart.name, image: `${image.registry}/${image.repository}${reference}` },
    ]),
    'artifacthub.io/links': list(artifacthub.links.map(({ name, url }) => ({ name, url }))),
    'artifacthub.io/recommendations': list(artifacthub.recommendations.map(({ url }) => ({ url }))),
    'artifacthub.io/changes': list(
      artifacthub.changes.length > 0
        ? artifacthub.changes.map(({ kind, description }) => ({ kind, description }))
        : [{ kind: 'added', description: 'First version of the chart.' }],
    ),
  });
}

/** Artifact Hub reads YAML out of a text. */
function list(items: DataMap[]): string {
  return items.length === 0
    ? ''
    : items
        .map((item) => dataToYaml(item).replace(/^/gm, '  ').replace(/^ {2}/, '- ').trimEnd())
        .join('\n')
        .concat('\n');
}

function filled(data: DataMap): DataMap {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => !isEmpty(value)));
}
