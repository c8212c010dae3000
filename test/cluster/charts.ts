import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Chart } from '../../generators/core/chart.ts';
import type { KubeObject } from '../../generators/core/kubernetes/objects.ts';
import { objectsIn, valueFilesIn } from '../charts/renders.ts';
import { template } from '../charts/run-tool.ts';
import { answersOf, chartOf, writtenChart } from '../charts/scenarios.ts';
import { eventually, kube, makeRoom, type Room } from './room.ts';

export const release = 'rel';

/** A scenario's chart in a folder, and the same chart in a newer version. */
export interface ChartOnDisk {
  chart: Chart;
  folder: string;
  newer: string;
  /** undefined is values.yaml alone; the others are the overlays of the environments. */
  environments: readonly (string | undefined)[];
  /** Helm's arguments for the values of an environment. */
  valuesOf(environment: string | undefined): string[];
  /** For an upgrade, which goes on with the release's values where no file is named. */
  upgradeTo(environment: string | undefined): string[];
  objectsOf(values: readonly string[]): Promise<KubeObject[]>;
  remove(): void;
}

export async function chartOnDisk(scenario: string): Promise<ChartOnDisk> {
  const chart = await chartOf(await answersOf(scenario));
  const { folder, remove } = writtenChart(chart);
  const newer = join(folder, '..', 'newer');
  cpSync(folder, newer, { recursive: true });
  const file = join(newer, 'Chart.yaml');
  const about = parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, stringify({ ...about, version: '99.0.0' }));
  const overlays = valueFilesIn(folder).filter((name) => name.startsWith('values-'));
  const valuesOf = (environment: string | undefined) =>
    environment ? ['--values', join(folder, environment)] : [];
  return {
    chart,
    folder,
    newer,
    environments: [undefined, ...overlays],
    valuesOf,
    upgradeTo: (environment) => [...valuesOf(environment), '--reset-values'],
    async objectsOf(values) {
      const render = await template(inject('programs').helm4, folder, values, release);
      if (render.code !== 0) throw new Error(render.text);
      return objectsIn(render.stdout);
    },
    remove,
  };
}

/** What a chart names and the platform has: its priority class. */
export async function bringAlong({ answers }: Chart): Promise<void> {
  const name = answers.workload.priorityClass;
  if (!name) return;
  const apiVersion = 'scheduling.k8s.io/v1';
  const object = { apiVersion, kind: 'PriorityClass', metadata: { name }, value: 1000 };
  await kube.apply(stringify(object));
}

export async function inRoom(work: (room: Room) => Promise<void>): Promise<void> {
  const room = await makeRoom();
  try {
    await work(room);
  } catch (error) {
    if (error instanceof Error) error.message += `\n${await stateOf(room)}`;
    throw error;
  } finally {
    await room.remove();
  }
}

/** What explains a failure: how its pods are, and what the cluster warned of. */
async function stateOf(room: Room): Promise<string> {
  const pods = await room.list('api/v1', 'pods');
  const events = await room.list('api/v1', 'events');
  const warnings = events.filter(({ type }) => type === 'Warning');
  return [
    ...pods.map(({ metadata, status }) => `${metadata.name}: ${JSON.stringify(status)}`),
    ...warnings.map(({ reason, message }) => `${reason}: ${message}`),
  ].join('\n');
}

export const hookOf = ({ metadata }: KubeObject) => metadata.annotations?.['helm.sh/hook'];

/** The app's pods, by name: a pod that was replaced has another. */
export async function podsIn(room: Room): Promise<string[]> {
  const pods = await room.list('api/v1', 'pods');
  return pods
    .filter((pod) => !pod.metadata.deletionTimestamp && !hookOf(pod))
    .map(({ metadata }) => metadata.name)
    .toSorted();
}

/**
 * The app's pods, once there are as many as rendered. An autoscaler takes a moment to ask for its
 * least, and leaves more than that as they are while nobody tells it of their use.
 */
export async function settledPods(room: Room, objects: readonly KubeObject[]): Promise<string[]> {
  const expected = leastPods(objects);
  const mayBeMore = objects.some(isAutoscaler);
  let pods: string[] = [];
  await eventually(async () => {
    pods = await podsIn(room);
    const isRight = pods.length === expected || (mayBeMore && pods.length > expected);
    return isRight ? [] : [`${pods.length} pods instead of ${expected}`];
  });
  return pods;
}

export const isAutoscaler = ({ kind }: KubeObject) => kind === 'HorizontalPodAutoscaler';

/** How many pods a release runs at least: what its autoscaler says, else its Deployment. */
export function leastPods(objects: readonly KubeObject[]): number {
  const autoscaler = objects.find(isAutoscaler);
  if (autoscaler) return (autoscaler.spec as { minReplicas: number }).minReplicas;
  const workload = objects.find(({ kind }) => kind === 'Deployment');
  return (workload?.spec as { replicas?: number } | undefined)?.replicas ?? 1;
}
