import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { activeFeatures } from '../../core/chart.ts';
import { yamlMap } from '../../core/data/parsed.ts';
import { features } from '../../core/features.ts';
import { answersBeyondDefaults, type SaidAnswer } from '../../core/info/answers.ts';
import { thisGenerator } from '../../core/this-generator.ts';
import type { OpenChart } from '../open-chart.ts';
import { requestFor } from '../verify/charts.ts';
import { findHelm } from '../verify/helm-tools.ts';
import { type OwnersFiles, ownersFiles } from './files.ts';
import { type RenderInfo, renderInfos } from './renders.ts';

/** What a chart is. */
export interface ChartInfo {
  folder: string;
  name: string;
  /** As Chart.yaml says it, which people raise. */
  version: string;
  appVersion: string;
  /** The version that rendered the chart last, '' where there is no lock, and this one. */
  generator: { chart: string; this: string };
  profile: string;
  features: { on: string[]; off: string[] };
  answers: SaidAnswer[];
  environments: { name: string; kind: string; namespace: string; hosts: readonly string[] }[];
  files: OwnersFiles | null;
  renders: RenderInfo[];
}

export async function chartInfo(open: OpenChart, workspace: string): Promise<ChartInfo> {
  const { chart, folder, lock, directory } = open;
  const on = activeFeatures(chart).map(({ feature }) => feature.id);
  const request = requestFor(chart, folder, workspace);
  return {
    folder,
    name: chart.name,
    ...versionsIn(join(directory, 'Chart.yaml'), {
      version: chart.answers.chart.version,
      appVersion: chart.appVersion,
    }),
    generator: { chart: lock.version, this: thisGenerator.version },
    profile: chart.profile,
    features: { on, off: features.map(({ id }) => id).filter((id) => !on.includes(id)) },
    answers: answersBeyondDefaults(chart),
    environments: chart.environments.map(({ name, kind, namespace, hosts }) => ({
      name,
      kind,
      namespace,
      hosts,
    })),
    files: ownersFiles(open),
    renders: await renderInfos(request, { helm: await findHelm(process.env) }),
  };
}

type Versions = Pick<ChartInfo, 'version' | 'appVersion'>;

function versionsIn(file: string, answered: Versions): Versions {
  try {
    const said = yamlMap(readFileSync(file, 'utf8'));
    return {
      version: String(said.version ?? answered.version),
      appVersion: String(said.appVersion ?? answered.appVersion),
    };
  } catch {
    return answered;
  }
}
