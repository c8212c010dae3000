import { type FileMap, PathError, requirePath, TakenPaths } from './files.ts';

export type Action = 'new';

/** One line of what a run is going to do; the path is relative to the workspace. */
export interface PlanEntry {
  path: string;
  action: Action;
  bytes: number;
}

/** A chart to write; its root is relative to the workspace, "." being the workspace itself. */
export interface UnitPlan {
  root: string;
  files: FileMap;
}

export interface Plan {
  units: readonly UnitPlan[];
}

/** All that a run writes, as one: units may lie in each other, their files may not collide. */
export function makePlan(units: readonly UnitPlan[]): Plan {
  const plan = { units };
  checkPlan(plan);
  return plan;
}

export function checkPlan(plan: Plan): void {
  const roots = new Set<string>();
  const taken = new TakenPaths();
  for (const unit of plan.units) {
    if (unit.root !== '.') requirePath(unit.root);
    const key = unit.root.toLowerCase();
    if (roots.has(key)) {
      throw new PathError(`two charts have the folder ${JSON.stringify(unit.root)}`);
    }
    roots.add(key);
    if (unit.files.size === 0) {
      throw new PathError(`the chart in ${JSON.stringify(unit.root)} has no files`);
    }
    for (const path of unit.files.keys()) {
      requirePath(path);
      taken.add(joinPath(unit.root, path));
    }
  }
}

export function planEntries(plan: Plan): PlanEntry[] {
  const utf8 = new TextEncoder();
  return plan.units.flatMap((unit) =>
    [...unit.files.values()].map(
      (file): PlanEntry => ({
        path: joinPath(unit.root, file.path),
        action: 'new',
        bytes: utf8.encode(file.body).length,
      }),
    ),
  );
}

export function joinPath(root: string, path: string): string {
  return root === '.' ? path : `${root}/${path}`;
}
