import { join } from 'node:path';
import { queue, runProcess } from '../../generators/shell/verify/process.ts';
import { isAllowed, withOwnLoopback } from './apart.ts';
import type { Carried } from './carried.ts';
import type { Manner } from './loopback.ts';
import { located, type Outcome } from './run-carried.ts';

/** What shall happen on a loopback where every port is free, as in a pod of its own. */
export interface Scene {
  /** Servers at the very ports that the pod has, by what they serve. */
  servers?: { served: readonly [number, readonly string[]][]; manner: Manner };
  /** The pod's own server instead, its program here, and the ports that it is awaited at. */
  app?: { command: Carried; program: string; ports: readonly number[] };
  gets: readonly { port: number; path: string }[];
  runs: readonly { command: Carried; curlConfig: string }[];
}

export interface SceneReport {
  /** The status of each get. */
  statuses: number[];
  outcomes: Outcome[];
}

const project = join(import.meta.dirname, '../..');

/** Where a scene may have no loopback of its own, its ports have to be free, and scenes take turns. */
function stageHere() {
  const isApart = isAllowed(withOwnLoopback);
  return { isApart, prefix: isApart ? withOwnLoopback : [], inTurn: queue(isApart ? 3 : 1) };
}
let made: ReturnType<typeof stageHere> | undefined;

function stage(): ReturnType<typeof stageHere> {
  made ??= stageHere();
  return made;
}

export function hasOwnLoopback(): boolean {
  return stage().isApart;
}

/** Plays a scene in a process of its own. */
export async function play(scene: Scene): Promise<SceneReport> {
  const { prefix, inTurn } = stage();
  const runs = scene.runs.map((run) => ({ ...run, command: located(run.command) }));
  const actor = [process.execPath, '--import', 'tsx', join(import.meta.dirname, 'scene.ts')];
  const words = [...prefix, ...actor, JSON.stringify({ ...scene, runs })];
  const { code, output, errors, problem } = await inTurn(() => runProcess(words, { cwd: project }));
  if (problem !== null || code !== 0) throw new Error(`${problem ?? `code ${code}`}: ${errors}`);
  return JSON.parse(output) as SceneReport;
}
