import { stripVTControlCharacters } from 'node:util';
import type { Answer, Question } from '../../core/questions/question.ts';
import { folderText, valueText } from '../../core/words.ts';
import type { Made } from '../report.ts';

/** A text in lines of at most so many columns, each behind an indent; words stay whole. */
export function wrapped(text: string, columns: number, indent: string): string[] {
  const width = Math.max(20, columns - indent.length);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines.map((line) => `${indent}${line}`);
}

/** A text cut to one line, since going back counts lines. */
export function fitted(text: string, columns: number, more: string): string {
  const plain = stripVTControlCharacters(text);
  return plain.length < columns ? text : `${plain.slice(0, columns - 1 - more.length)}${more}`;
}

/** An answer as people read it again. */
export function answerText({ options }: Question, answer: Answer): string {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  if (typeof answer !== 'string') {
    return answer.length === options.length ? 'all' : `${answer.length} of ${options.length}`;
  }
  const option = options.find(({ value }) => value === answer);
  return option?.title ?? (answer === '' || answer === '-' ? 'none' : answer);
}

/** What is going to be written, in lines that fit. */
export function madeLines({ charts, plan, guesses }: Made, columns: number): string[] {
  const bytes = plan.reduce((sum, file) => sum + file.bytes, 0);
  const row = (title: string, text: string) => {
    const [first = '', ...more] = wrapped(text, columns - 1, ' '.repeat(16));
    return [`  ${title.padEnd(14)}${first.trimStart()}`, ...more];
  };
  return charts.flatMap(({ name, folder, features, environments }) => [
    `${plan.length} files, ${Math.round(bytes / 1024)} kB, for ${name} in ${folderText(folder)}`,
    ...row('features', features.join(', ') || 'none'),
    ...row('environments', environments.join(', ') || 'none'),
    ...guesses.flatMap(({ path, value, from }) =>
      row('guessed', `${path} ${valueText(value)} (${from})`),
    ),
  ]);
}
