import { createInterface, type Interface } from 'node:readline';
import type { Answer, Question } from '../../core/questions/question.ts';
import type { Glyphs } from './glyphs.ts';
import type { Asked, Prompter, Reply } from './loop.ts';
import { answerText } from './text.ts';

const back = '<';

/** A line a question, for terminals that know no more, such as one within an editor. */
export function plainPrompter(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  { shown }: Glyphs,
): Prompter {
  const say = (text: string): number => {
    output.write(`${shown(text)}\n`);
    return 1;
  };
  return {
    ask: (asked) => askLine(asked, input, output, shown),
    heading: (text) => say(`\n${text}`),
    settled: () => 0,
    refuse: (_, fault) => say(`  ${fault}`),
    erase: () => undefined,
  };
}

async function askLine(
  { question, preset }: Asked,
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  shown: Glyphs['shown'],
): Promise<Reply> {
  const { title, hint, from, options } = question;
  const lines = [
    `${title}${title.endsWith('?') ? '' : ':'} ${from ? `${hint} Guessed from ${from}.` : hint}`,
    ...options.map((option, place) => `  ${place + 1} ${option.title}`),
  ];
  const reader = createInterface({ input, output, terminal: false });
  const text = await lineOf(reader, shown(`${lines.join('\n')}\n${bracketed(question, preset)}> `));
  if (text === undefined) {
    output.write('\n');
    return { is: 'left' };
  }
  if (text === back) return { is: 'back' };
  return { is: 'answer', answer: text === '' ? preset : answerFrom(question, text) };
}

/** Nothing where somebody leaves instead. */
function lineOf(reader: Interface, prompt: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const end = (text?: string) => {
      process.off('SIGINT', leave);
      resolve(text?.trim());
      reader.close();
    };
    const leave = () => end();
    process.once('SIGINT', leave);
    reader.once('close', leave);
    reader.question(prompt, end);
  });
}

function bracketed(question: Question, preset: Answer): string {
  return preset === '' ? '' : `(${answerText(question, preset)}) `;
}

function answerFrom({ kind, options }: Question, text: string): Answer {
  if (kind === 'text') return text;
  if (kind === 'yes-no') {
    if (/^y(es)?$/i.test(text)) return true;
    return /^no?$/i.test(text) ? false : text;
  }
  const pick = (word: string) =>
    (options[Number(word) - 1] ?? options.find(({ title }) => title === word))?.value ?? word;
  return kind === 'choice' ? pick(text) : text.split(/[\s,]+/).map(pick);
}
