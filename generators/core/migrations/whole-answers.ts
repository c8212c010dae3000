import type { Fault } from '../answers/fault.ts';
import { plainAnswers } from '../answers/plain-data.ts';
import type { DataMap } from '../compose/tree.ts';
import { migrateAnswers } from './answers.ts';

/** What an answers file, or a program in its place, says: plain, and in the form of this version. */
export function wholeAnswers(value: unknown): { said: DataMap; faults: Fault[] } {
  const plain = plainAnswers(value);
  if (plain.faults.length > 0) return plain;
  const { data, faults } = migrateAnswers(plain.said);
  return { said: data, faults };
}
