import { join, resolve } from 'node:path';
import { environmentPaths } from '../../core/generate.ts';
import { counted } from '../../core/words.ts';
import { exists, names } from '../commit/disk.ts';
import { failedTests, helmErrors, lintFindings } from './detail.ts';
import type { FoundTool } from './helm-tools.ts';
import { type Finished, runProcess } from './process.ts';
import { checkSchemas } from './schema.ts';
import type { VerifyStep } from './step.ts';

export interface VerifyRequest {
  /** Folder of the chart, relative to the workspace. */
  folder: string;
  workspace: string;
  release: string;
  /** Each has an overlay `values-<name>.yaml` in the folder. */
  environments: readonly Environment[];
  /** The names of those that have lost it: what needs it is left out. */
  lost?: readonly string[];
  /** The version to render for and to validate against, such as "1.33". */
  kubernetes: string;
}

export interface Environment {
  name: string;
  namespace: string;
}

export type Finding = Pick<VerifyStep, 'outcome' | 'detail'>;

export async function lint(
  chart: VerifyRequest,
  environment: Environment | null,
  helm: FoundTool,
): Promise<Finding> {
  const folder = directoryOf(chart);
  const command = [...helm.command, 'lint', '--strict', folder, ...valuesOf(chart, environment)];
  let end = await runProcess([...command, '--kube-version', wholeVersion(chart.kubernetes)]);
  // Early versions of Helm 3 lint for one Kubernetes version only.
  if (end.errors.includes('unknown flag: --kube-version')) end = await runProcess(command);
  return judged(end, lintFindings(end.output, end.errors, folder), 'no findings');
}

export async function render(
  chart: VerifyRequest,
  environment: Environment | null,
  helm: FoundTool,
  more: readonly string[] = [],
): Promise<Finding & { manifests: string | null }> {
  const end = await runProcess([
    ...[...helm.command, 'template', releaseName(chart.release), directoryOf(chart)],
    ...['--kube-version', wholeVersion(chart.kubernetes)],
    ...valuesOf(chart, environment),
    ...more,
  ]);
  const count = end.output.match(/^kind: /gm)?.length ?? 0;
  const finding = judged(
    end,
    helmErrors(end.errors, directoryOf(chart)),
    counted(count, 'resource'),
  );
  return { ...finding, manifests: finding.outcome === 'passed' ? end.output : null };
}

/** What is valid and what could not be looked at are two findings. */
export async function validate(
  chart: VerifyRequest,
  manifests: string | null,
  kubeconform: FoundTool,
  schemas: readonly string[],
): Promise<Finding[]> {
  if (manifests === null) return [skipped('nothing was rendered')];
  const version = wholeVersion(chart.kubernetes);
  const result = await checkSchemas(kubeconform, schemas, manifests, version);
  const { valid, faults, unchecked } = result;
  const found: Finding[] = [];
  if (faults !== null) {
    found.push({ outcome: 'failed', detail: faults });
  } else if (valid > 0) {
    const detail = `${counted(valid, 'resource')} valid for Kubernetes ${version}`;
    found.push({ outcome: 'passed', detail });
  }
  if (unchecked !== null) found.push(skipped(unchecked));
  return found.length > 0 ? found : [skipped('nothing was rendered')];
}

export async function testUnits(chart: VerifyRequest, unittest: FoundTool): Promise<Finding> {
  const folder = directoryOf(chart);
  const suites = chart.lost ? suitesWithout(chart.lost, folder) : [];
  if (chart.lost && suites.length === 0) return skipped(noTests);
  const files = suites.flatMap((path) => ['--file', path]);
  // It names the suites as seen from where it runs.
  const end = await runProcess([...unittest.command, ...files, folder], { cwd: folder });
  const count = Number(/^Tests: .*?(\d+) total/m.exec(end.output)?.[1] ?? 0);
  if (end.code === 0 && count === 0) return skipped(noTests);
  const faults = failedTests(end.output, folder) || helmErrors(end.errors, folder);
  return judged(end, faults, counted(count, 'test'));
}

const noTests = 'the chart has no unit tests';

/** The suites that helm-unittest takes by itself, but for those of some environments. */
function suitesWithout(lost: readonly string[], directory: string): string[] {
  const theirs = lost.flatMap(environmentPaths);
  return (names(join(directory, 'tests')) ?? [])
    .filter((name) => name.endsWith('_test.yaml'))
    .map((name) => `tests/${name}`)
    .filter((path) => !theirs.includes(path));
}

export function skipped(detail: string): Finding {
  return { outcome: 'skipped', detail };
}

export function directoryOf({ workspace, folder }: VerifyRequest): string {
  return resolve(workspace, folder);
}

function judged(end: Finished, faults: string, praise: string): Finding {
  return end.problem === null && end.code === 0
    ? { outcome: 'passed', detail: praise }
    : { outcome: 'failed', detail: end.problem ?? (faults || `it ended with ${end.code}`) };
}

function valuesOf(chart: VerifyRequest, environment: Environment | null): string[] {
  if (environment === null) return [];
  const overlay = overlayOf(directoryOf(chart), environment);
  return ['--values', overlay, '--namespace', environment.namespace];
}

/** Whether its owner has left an environment what makes one of it. */
export function hasOverlay(directory: string, environment: Pick<Environment, 'name'>): boolean {
  return exists(overlayOf(directory, environment));
}

function overlayOf(directory: string, { name }: Pick<Environment, 'name'>): string {
  return join(directory, environmentPaths(name)[0] as string);
}

/** kubeconform takes nothing but all three numbers. */
function wholeVersion(version: string): string {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return major === undefined ? version : `${major}.${minor}.${patch ?? '0'}`;
}

/** A release's name must be shorter than a chart's may be. */
function releaseName(chart: string): string {
  return chart.slice(0, 53).replace(/[-.]+$/, '');
}
