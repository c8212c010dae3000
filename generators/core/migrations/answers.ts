import type { Fault } from '../answers/fault.ts';
import { show } from '../answers/settle.ts';
import type { DataMap } from '../compose/tree.ts';
import { thisGenerator } from '../this-generator.ts';

/** A change of the form of answers files: what an older file says, said as this version wants it. */
export interface Migration {
  /** The version that it leads to, from the one before. */
  to: number;
  /** Pure; gets what nobody has checked yet, and leaves alone what it does not understand. */
  migrate(data: DataMap): DataMap;
}

/** In their order; each raises `answersVersion` in core-answers.ts by one. */
export const answerMigrations: readonly Migration[] = [];

export interface Migrated {
  data: DataMap;
  faults: Fault[];
}

/** What an answers file says, in the form of this version. One that names no version is of the first. */
export function migrateAnswers(
  data: DataMap,
  migrations: readonly Migration[] = answerMigrations,
): Migrated {
  const version = data.answersVersion ?? 1;
  const newest = migrations.at(-1)?.to ?? 1;
  const refused = (message: string): Migrated => ({
    data,
    faults: [{ path: 'answersVersion', message: `${show(version)}: ${message}` }],
  });
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return refused('a whole number from 1 on is needed');
  }
  if (version > newest) {
    const cure = `use that one: npx ${thisGenerator.name}@latest`;
    return refused(`is of a newer generator (this one reads up to ${newest}); ${cure}`);
  }
  const migrated = migrations
    .filter(({ to }) => to > version)
    .reduce((before, { to, migrate }) => ({ ...migrate(before), answersVersion: to }), data);
  return { data: migrated, faults: [] };
}
