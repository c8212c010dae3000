import { type Room, runIn } from './run.ts';

/** A process that is measured from its start to its end, in a new folder. */
export interface Contender {
  /** Its name in the aims. */
  readonly id: string;
  readonly title: string;
  /** What it does, for somebody who asks whether the comparison is fair. */
  readonly does: string;
  readonly command: readonly [string, ...string[]];
  /** A folder; what it holds lies there when the process starts. */
  readonly brings?: string;
  /** How many files it works on, where contenders differ in that. */
  readonly files?: number;
}

/** What is not measured, and why. */
export interface Absent {
  readonly title: string;
  readonly reason: string;
}

/** Contenders with the same kind of work; the others are given as multiples of the first. */
export interface Contest {
  readonly title: string;
  readonly contenders: readonly Contender[];
  readonly absent: readonly Absent[];
}

/** A contender that may not run here, or may do other work than it should: tried once before. */
export function tried(
  contender: Contender,
  room: Room,
  requireResult: (folder: string) => void,
): Contender | Absent {
  try {
    runIn(room, contender.command, { look: requireResult });
    return contender;
  } catch (error) {
    return { title: contender.title, reason: error instanceof Error ? error.message : `${error}` };
  }
}

export function contestOf(title: string, entries: readonly (Contender | Absent)[]): Contest {
  return {
    title,
    contenders: entries.filter((entry) => 'command' in entry),
    absent: entries.filter((entry) => 'reason' in entry),
  };
}
