import type { Answer, Question } from '../../core/questions/question.ts';
import { misuse } from '../../core/usage-error.ts';
import type { Asker } from './asker.ts';
import { wordsFor } from './conflict.ts';
import { type Asked, Conversation, type Prompter } from './loop.ts';

/** The part of a Yeoman adapter that asks. */
export interface Adapter {
  prompt(questions: readonly object[]): Promise<object>;
}

/**
 * Asks through the adapter of a host, one question a call, by inquirer's usual types. The name of a
 * question is the path of its answer (`workload.size`); the others are `everything`, `sections` and,
 * in the end, `write`. Such a host need check nothing: an answer that cannot stand ends the run with
 * a UsageError, for nobody sits there to mend it.
 */
export function adapterAsker(adapter: Adapter): Asker {
  const conversation = new Conversation(adapterPrompter(adapter));
  return {
    answers: (start) => conversation.run(start),
    async confirm({ plan }) {
      const message = `Write ${plan.length} files?`;
      const question = { type: 'confirm', name: 'write', message, default: true };
      const said = (await adapter.prompt([question])) as { write?: unknown };
      return said.write === false ? 'leave' : 'write';
    },
    async mayWrite(message) {
      const question = { type: 'confirm', name: 'write', message, default: true };
      const said = (await adapter.prompt([question])) as { write?: unknown };
      return said.write !== false;
    },
    async settle({ step }) {
      const { title: what, settlements } = wordsFor(step);
      const choices = settlements.map(({ value, title: name }) => ({ value, name }));
      const message = `${step.path}: ${what}`;
      const question = { type: 'select', name: 'conflict', message, default: 'merge', choices };
      const said = (await adapter.prompt([question])) as { conflict?: unknown };
      return settlements.find(({ value }) => value === said.conflict)?.value ?? 'merge';
    },
  };
}

function adapterPrompter(adapter: Adapter): Prompter {
  return {
    async ask(asked) {
      const said = await adapter.prompt([promptFor(asked)]);
      return { is: 'answer', answer: answerIn(said, asked) };
    },
    refuse({ id }, fault) {
      throw misuse(id, fault);
    },
    heading: () => 0,
    settled: () => 0,
    erase: () => undefined,
  };
}

const types = {
  text: 'input',
  'yes-no': 'confirm',
  choice: 'select',
  several: 'checkbox',
} as const satisfies Record<Question['kind'], string>;

function promptFor({ question, preset, check }: Asked) {
  const { id, kind, title, hint, options } = question;
  return {
    type: types[kind],
    name: id,
    message: `${title}: ${hint}`,
    default: preset,
    ...(options.length > 0
      ? { choices: options.map(({ value, title: name }) => ({ value, name })) }
      : {}),
    ...(kind === 'text' ? { validate: (answer: unknown) => check(String(answer)) ?? true } : {}),
  };
}

/** inquirer files an answer of the name `a.b` as the b of an a. */
function answerIn(said: object, { question, preset }: Asked): Answer {
  const found = question.id
    .split('.')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], said);
  const given = found ?? (said as Record<string, unknown>)[question.id] ?? preset;
  if (question.kind === 'text') return Array.isArray(given) ? given.join(', ') : String(given);
  return given as Answer;
}
