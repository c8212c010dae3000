import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Chart, Environment } from '../../generators/core/chart.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import type { KubeObject } from '../../generators/core/kubernetes/objects.ts';
import { template } from './run-tool.ts';
import { answersOf, chartOf, writtenChart } from './scenarios.ts';

/** One render of a chart: what came of it, and of what. */
export interface Render {
  /** For the names of tests, such as "shop with values-prod-eu.yaml". */
  title: string;
  chart: Chart;
  /** The file of values beside values.yaml, such as values-prod.yaml or ci/full-values.yaml. */
  valuesFile: string | undefined;
  /** The environment that the file of values is for. */
  environment: Environment | undefined;
  release: string;
  namespace: string;
  text: string;
  objects: KubeObject[];
}

export const release = 'rel';
export const namespace = 'acme';

/** The objects in a text that Helm rendered. */
export function objectsIn(text: string): KubeObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    if (document.errors[0]) throw document.errors[0];
    const object = document.toJS() as KubeObject | null;
    return object ? [object] : [];
  });
}

/** A scenario's chart with values.yaml alone, and with each file of values that it brings. */
export async function rendersOf(scenario: string, helm: string): Promise<Render[]> {
  return rendersOfAnswers(scenario, await answersOf(scenario), helm);
}

/** The same of answers that no golden scenario has. */
export async function rendersOfAnswers(
  title: string,
  answers: DataMap,
  helm: string,
): Promise<Render[]> {
  const chart = await chartOf(answers);
  const { folder, remove } = writtenChart(chart);
  try {
    return await Promise.all(
      [undefined, ...valueFilesIn(folder)].map((valuesFile) =>
        renderedWith(chart, folder, helm, valuesFile, title),
      ),
    );
  } finally {
    remove();
  }
}

/** Paths in the chart, as in values-prod.yaml and ci/full-values.yaml. */
export function valueFilesIn(folder: string): string[] {
  const overlays = readdirSync(folder).filter((name) => /^values-.+\.yaml$/.test(name));
  return [...overlays, ...readdirSync(join(folder, 'ci')).map((name) => `ci/${name}`)];
}

async function renderedWith(
  chart: Chart,
  folder: string,
  helm: string,
  valuesFile: string | undefined,
  of: string,
): Promise<Render> {
  const title = `${of} with ${valuesFile ?? 'values.yaml'}`;
  const more = valuesFile ? ['--values', join(folder, valuesFile)] : [];
  const { code, stdout, text } = await template(helm, folder, more, release);
  if (code !== 0) throw new Error(`${title}: ${text}`);
  return {
    title,
    chart,
    valuesFile,
    environment: chart.environments.find(({ name }) => valuesFile === `values-${name}.yaml`),
    release,
    namespace,
    text: stdout,
    objects: objectsIn(stdout),
  };
}
