import {
  type FileEntry,
  fileMap,
  MODE_EXECUTABLE,
  MODE_FILE,
} from '../../generators/core/files.ts';
import { makePlan, type Plan, type UnitPlan } from '../../generators/core/plan.ts';
import { update } from './updates.ts';

const FOLDERS = ['', 'templates/', 'templates/tests/', 'tests/', 'ci/'];

export const PLANS: Readonly<Record<string, Plan>> = {
  one: makePlan([unit('my-app', 45)]),
  deep: makePlan([unit('deploy/charts/my-app', 45)]),
  several: makePlan([unit('charts/api', 15), unit('charts/web', 15), unit('charts/worker', 15)]),
  here: makePlan([unit('.', 45)]),
  update: makePlan([], [update('my-app')]),
  updateAndNew: makePlan([unit('charts/new', 6)], [update('my-app'), update('charts/old')]),
};

export function unit(root: string, count: number): UnitPlan {
  return { root, files: fileMap(Array.from({ length: count }, (_, index) => file(root, index))) };
}

function file(root: string, index: number): FileEntry {
  return {
    path: `${FOLDERS[index % FOLDERS.length]}file-${index}.yaml`,
    body: `# ${root}, file ${index}: ünïcödé ✓\n`.repeat(1 + (index % 7) * 30),
    mode: index % 20 === 13 ? MODE_EXECUTABLE : MODE_FILE,
  };
}
