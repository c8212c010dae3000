import type { Question } from '../../core/questions/question.ts';
import type { Made } from '../report.ts';
import { type Style, styleFor } from '../style.ts';
import type { Asker, LastWord } from './asker.ts';
import { settleInView } from './conflict.ts';
import { glyphsFor } from './glyphs.ts';
import { Keys } from './keys.ts';
import { Conversation, type Prompter } from './loop.ts';
import { plainPrompter } from './plain.ts';
import { terminalPrompter } from './terminal.ts';
import { madeLines } from './text.ts';

/** Asks a person at the terminal of this process. */
export function terminalAsker(given: { noColor: boolean }): Asker {
  const { stdin: input, stdout: output } = process;
  const style = styleFor(output, given.noColor);
  const glyphs = glyphsFor(process.env);
  const isDumb = process.env.TERM === 'dumb';
  const keys = isDumb ? undefined : new Keys(input);
  const prompter = keys
    ? terminalPrompter(keys, output, { style, glyphs })
    : plainPrompter(input, output, glyphs);
  const conversation = new Conversation(prompter);
  const howTo = keys
    ? ['Enter takes what is in brackets', 'Tab edits it', 'Esc goes back', 'Ctrl-C leaves']
    : ['Enter takes what is in brackets', '< goes back', 'Ctrl-C leaves'];
  let isFirst = true;
  return {
    async answers(start) {
      if (isFirst) output.write(`${style.dim(howTo.join(` ${glyphs.dot} `))}\n`);
      isFirst = false;
      return held(keys, () => conversation.run(start));
    },
    confirm: (made) => held(keys, () => lastWord(prompter, made, style)),
    async mayWrite(title) {
      const question = { ...writeQuestion, title };
      const reply = await held(keys, () =>
        prompter.ask({ question, preset: true, check: () => undefined }),
      );
      return reply.is === 'answer' && reply.answer === true;
    },
    settle: (conflict) => held(keys, () => settleInView(prompter, conflict, style)),
  };
}

/** Whatever comes of it, the terminal is given back. */
async function held<T>(keys: Keys | undefined, run: () => Promise<T>): Promise<T> {
  keys?.hold();
  try {
    return await run();
  } finally {
    keys?.release();
  }
}

async function lastWord(prompter: Prompter, made: Made, style: Style): Promise<LastWord> {
  const lines = madeLines(made, process.stdout.columns || 80);
  lines[0] = style.bold(lines[0] ?? '');
  process.stdout.write(`\n${lines.join('\n')}\n`);
  const reply = await prompter.ask({
    question: writeQuestion,
    preset: true,
    check: () => undefined,
  });
  if (reply.is === 'back') prompter.erase(lines.length + 1);
  if (reply.is !== 'answer') return reply.is === 'back' ? 'back' : 'leave';
  return reply.answer === true ? 'write' : 'leave';
}

const writeQuestion: Question = {
  id: 'write',
  path: [],
  heading: '',
  title: 'Write it?',
  hint: 'Nothing is written before.',
  kind: 'yes-no',
  options: [],
  preset: true,
  fault: () => undefined,
  read: () => undefined,
};
