import type { Given } from '../../core/answers/settle.ts';
import type { DataMap } from '../../core/compose/tree.ts';
import type { Guesses } from '../../core/guess/types.ts';
import type { Step } from '../../core/reconcile/reconcile.ts';
import type { Made } from '../report.ts';

/**
 * Whoever answers the questions. There are two: `terminalAsker` of ask.ts for a person at a
 * terminal, under either host, and `adapterAsker` of adapter.ts for a program in a person's
 * place, as yeoman-test is one. Both ask the same questions by the same loop.
 */
export interface Asker {
  /**
   * What was said, as an answers file would hold it: only what differs from what the profile and
   * the guesses give. Called again after `back`, it goes on at the last question.
   */
  answers(start: AskStart): Promise<DataMap>;
  /** The last word, with what is going to be written in view. */
  confirm(made: Made): Promise<LastWord>;
  /** Whether to do what is in view already; what it may be, in a few words. */
  mayWrite(title: string): Promise<boolean>;
  /** What becomes of a file in which both sides changed the same. */
  settle(conflict: ConflictInView): Promise<Settlement>;
}

export interface ConflictInView {
  step: Step;
  /** Which one it is of how many, from 1. */
  place: number;
  of: number;
}

/** Both between markers, or one of them wherever both changed the same. */
export type Settlement = 'merge' | 'keep' | 'overwrite';

export type LastWord = 'write' | 'leave' | 'back';

export interface AskStart {
  /** What was said before, and is not asked again. */
  given: Given;
  guesses: Guesses;
  /** What is wrong with a name that is well formed, such as a folder that is taken. */
  nameFault(name: string): string | undefined;
}

/** Somebody pressed Ctrl-C, or said no in the end. */
export class LeftError extends Error {
  override name = 'LeftError';

  constructor() {
    super('Nothing was written.');
  }
}
