import { type FileMap, PathError, requirePath, TakenPaths } from './files.ts';
import type { KeptBecause, Step, StepAction } from './reconcile/reconcile.ts';

/** One line of what a run is going to do; the path is relative to the workspace. */
export interface PlanEntry {
  path: string;
  action: StepAction;
  /** What will be there; 0 where there will be no file. */
  bytes: number;
  /** What the user has done that stays: for `kept`, and for `new` where an edited file is renamed. */
  because?: KeptBecause;
  /** For `conflict`: where it will stand, and at which key if one is known. */
  conflicts?: readonly { line: number; path?: string }[];
  /** What was there and what will be, for whoever shows the difference. */
  texts: { before: string | undefined; after: string | undefined };
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

/** The new charts of a plan, file by file. */
export function planEntries(plan: Plan): PlanEntry[] {
  return plan.units.flatMap((unit) =>
    [...unit.files.values()].map(
      ({ path, body }): PlanEntry => ({
        path: joinPath(unit.root, path),
        action: 'new',
        bytes: byteLength(body),
        texts: { before: undefined, after: body },
      }),
    ),
  );
}

/** What becomes of a chart that is there, file by file. */
export function entriesOfSteps(folder: string, steps: readonly Step[]): PlanEntry[] {
  return steps.map(({ path, action, before, after, because, conflicts }) => ({
    path: joinPath(folder, path),
    action,
    bytes: byteLength(after ?? ''),
    ...(because === undefined ? {} : { because }),
    ...(conflicts.length === 0
      ? {}
      : { conflicts: conflicts.map(({ line, path: at }) => (at ? { line, path: at } : { line })) }),
    texts: { before, after },
  }));
}

/** Whether a line of the plan changes anything on disk. */
export function isWritten({ texts }: Pick<PlanEntry, 'texts'>): boolean {
  return texts.before !== texts.after;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

export function joinPath(root: string, path: string): string {
  return root === '.' ? path : `${root}/${path}`;
}
