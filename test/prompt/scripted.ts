import type { Answer } from '../../generators/core/questions/question.ts';
import type { AskStart } from '../../generators/shell/ask/asker.ts';
import { type Asked, Conversation, type Prompter } from '../../generators/shell/ask/loop.ts';

/** What somebody says, by question; several replies to one, in turn, as what `turns` makes. */
export type Script = Readonly<Record<string, Answer | Turns>>;
export interface Turns {
  turns: readonly (Answer | typeof back)[];
}

/** A press of Escape. */
export const back = Symbol('back');
export const turns = (...replies: Turns['turns']): Turns => ({ turns: replies });

/** Somebody who answers by a script, and presses Enter at all other questions. */
export async function talk(script: Script, start: Partial<AskStart> = {}) {
  const asked: Asked[] = [];
  const refused: { id: string; fault: string }[] = [];
  const counts = new Map<string, number>();
  const prompter: Prompter = {
    async ask(given) {
      asked.push(given);
      if (asked.length > 2000) throw new Error('the conversation has no end');
      const { question, preset } = given;
      const said = script[question.id];
      const count = counts.get(question.id) ?? 0;
      counts.set(question.id, count + 1);
      const reply = isTurns(said) ? said.turns[count] : said;
      if (reply === back) return { is: 'back' };
      return { is: 'answer', answer: reply ?? preset };
    },
    heading: () => 0,
    settled: () => 0,
    refuse: ({ id }, fault) => {
      refused.push({ id, fault });
      return 0;
    },
    erase: () => undefined,
  };
  const said = await new Conversation(prompter).run({
    given: { said: { name: 'shop' } },
    guesses: {},
    ...start,
  });
  const byId = new Map(asked.map((one) => [one.question.id, one]));
  return { said, asked, refused, byId, ids: asked.map(({ question }) => question.id) };
}

function isTurns(said: Script[string] | undefined): said is Turns {
  return typeof said === 'object' && 'turns' in said;
}
