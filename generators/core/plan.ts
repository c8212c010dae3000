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

/** What becomes of one file of a chart that is there. */
export interface Change {
  /** Relative to the unit's root. */
  path: string;
  /** The fingerprint of what was on disk when the plan was made; null where nothing was. */
  was: string | null;
  /** What is to be there; null takes the file away. */
  body: string | null;
  /** Of a new file; one that is replaced keeps its own mode. */
  mode: number;
}

/** A chart that is there already, of which only the named files are touched. */
export interface UpdatePlan {
  root: string;
  changes: readonly Change[];
}

export interface Plan {
  units: readonly UnitPlan[];
  updates: readonly UpdatePlan[];
}

/** All that a run writes, as one: units may lie in each other, their files may not collide. */
export function makePlan(units: readonly UnitPlan[], updates: readonly UpdatePlan[] = []): Plan {
  const plan = { units, updates };
  checkPlan(plan);
  return plan;
}

export function checkPlan(plan: Plan): void {
  const roots = new Set<string>();
  const taken = new TakenPaths();
  const addRoot = (root: string): void => {
    if (root !== '.') requirePath(root);
    const key = root.toLowerCase();
    if (roots.has(key)) {
      throw new PathError(`two charts have the folder ${JSON.stringify(root)}`);
    }
    roots.add(key);
  };
  for (const unit of plan.units) {
    addRoot(unit.root);
    if (unit.files.size === 0) {
      throw new PathError(`the chart in ${JSON.stringify(unit.root)} has no files`);
    }
    for (const path of unit.files.keys()) {
      requirePath(path);
      taken.add(joinPath(unit.root, path));
    }
  }
  for (const { root, changes } of plan.updates) {
    addRoot(root);
    for (const { path } of changes) {
      requirePath(path);
      const full = joinPath(root, path);
      taken.add(full);
      const unit = plan.units.find(
        (other) => other.root === '.' || full.startsWith(`${other.root}/`),
      );
      if (unit !== undefined) {
        throw new PathError(
          `${JSON.stringify(full)} belongs to the new chart in ${JSON.stringify(unit.root)}`,
        );
      }
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
