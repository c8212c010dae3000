import type { DataMap } from '../../core/compose/tree.ts';
import {
  faultsOf,
  newFault,
  type Stand,
  type Start,
  type Step,
  standOf,
} from '../../core/questions/conversation.ts';
import type { Answer, Question } from '../../core/questions/question.ts';
import { questionsLeft } from '../../core/questions/questions.ts';
import { LeftError } from './asker.ts';

/** Asks one question at a time: a terminal, a plain line, or a program in their place. */
export interface Prompter {
  ask(question: Asked): Promise<Reply>;
  /** A group of questions begins; returns how many lines that took. */
  heading(text: string): number;
  /** Keeps a given answer in view; returns how many lines that took. */
  settled(question: Question, answer: Answer): number;
  /** An answer cannot stand; returns how many lines it took to say so. */
  refuse(question: Question, fault: string): number;
  /** Takes lines away again. */
  erase(lines: number): void;
}

export interface Asked {
  question: Question;
  /** What Enter takes: the preset, or what was said before going back. */
  preset: Answer;
  /** All that is wrong with an answer, also with the rest of the chart in view. */
  check(answer: Answer): string | undefined;
  /** What Esc does, where it does not go back. */
  onEscape?: string;
}

export type Reply = { is: 'answer'; answer: Answer } | { is: 'back' } | { is: 'left' };

interface Taken extends Step {
  /** How many lines of the screen it takes, with its heading. */
  lines: number;
}

/** A conversation, which can be taken up again at its last question. */
export class Conversation {
  readonly #taken: Taken[] = [];
  /** What was said against the preset; it is offered again after going back. */
  readonly #said = new Map<string, Answer>();
  readonly #prompter: Prompter;

  constructor(prompter: Prompter) {
    this.#prompter = prompter;
  }

  async run(start: Start): Promise<DataMap> {
    this.#back(0);
    for (;;) {
      const stand = standOf(start, this.#taken);
      const [question] = questionsLeft(stand);
      if (question) await this.#ask(question, stand);
      else if (this.#isWhole(stand)) return stand.said;
    }
  }

  async #ask(question: Question, stand: Stand): Promise<void> {
    const prompter = this.#prompter;
    const isNewGroup = this.#taken.at(-1)?.question.heading !== question.heading;
    let lines = isNewGroup ? prompter.heading(question.heading) : 0;
    const check = (answer: Answer) =>
      question.fault(answer) ?? newFault(stand, { question, answer }, questionsLeft);
    for (;;) {
      const preset = this.#said.get(question.id) ?? question.preset;
      const reply = await prompter.ask({ question, preset, check });
      if (reply.is === 'left') throw new LeftError();
      if (reply.is === 'back') {
        this.#back(lines);
        return;
      }
      const { answer } = reply;
      const fault = check(answer);
      if (fault !== undefined) {
        lines += prompter.refuse(question, fault);
        continue;
      }
      if (isSame(answer, question.preset)) this.#said.delete(question.id);
      else this.#said.set(question.id, answer);
      lines += prompter.settled(question, answer);
      this.#taken.push({ question, answer, lines });
      return;
    }
  }

  /** To the question before, if there is one. */
  #back(lines: number): void {
    const before = this.#taken.pop();
    this.#prompter.erase(lines + (before?.lines ?? 0));
  }

  /** What only the whole shows to be wrong leads back to the last question. */
  #isWhole(stand: Stand): boolean {
    const old = faultsOf(standOf(stand.start, [])).map(({ path }) => path);
    const fault = faultsOf(stand).find(({ path }) => !old.includes(path));
    const last = this.#taken.at(-1);
    if (!fault || !last) return true;
    this.#prompter.refuse(last.question, `${fault.path}: ${fault.message}`);
    this.#back(0);
    return false;
  }
}

const isSame = (one: Answer, other: Answer): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
