import { splitWords } from './expand.ts';

export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  /** What follows the keyword, continuations joined, comments left out. */
  readonly rest: string;
  /** Counted from 1. */
  readonly line: number;
  /** The text of its heredocs. */
  readonly heredoc: string;
}

const longestInstruction = 65_536;

/** Reads a Dockerfile's instructions with the line each starts on; never throws. */
export function readInstructions(text: string): Instruction[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const sign = escapeSign(lines);
  const continues = sign === '`' ? /`[ \t]*$/ : /\\[ \t]*$/;
  const instructions: Instruction[] = [];

  let at = 0;
  while (at < lines.length) {
    const first = at;
    if (isSkipped(lines[at] as string)) {
      at += 1;
      continue;
    }
    const parts: string[] = [];
    let length = 0;
    for (let goesOn = true; goesOn && at < lines.length; at += 1) {
      const line = lines[at] as string;
      if (parts.length > 0 && isSkipped(line)) continue;
      goesOn = continues.test(line.slice(-256));
      const part = goesOn ? line.slice(0, line.lastIndexOf(sign)) : line;
      length += part.length;
      if (length <= longestInstruction) parts.push(parts.length === 0 ? part.trimStart() : part);
    }
    const whole = parts.join('');
    const keyword = /^[A-Za-z]+/.exec(whole)?.[0].toUpperCase();
    if (keyword === undefined) continue;
    const rest = whole.slice(keyword.length).trim();
    const body = at;
    if (takesHeredoc.has(keyword)) {
      for (const end of heredocEnds(rest)) at = afterHeredoc(lines, at, end);
    }
    const heredoc = lines.slice(body, at).join('\n').slice(0, longestInstruction);
    instructions.push({ keyword, rest, line: first + 1, heredoc });
  }
  return instructions;
}

function isSkipped(line: string): boolean {
  const start = line.trimStart();
  return start === '' || start.startsWith('#');
}

/** `# escape=` counts only among the directives at the very top. */
function escapeSign(lines: readonly string[]): string {
  for (const line of lines) {
    const directive = /^#\s*([A-Za-z]+)\s*=\s*(\S{1,200})\s*$/.exec(line);
    if (!directive) break;
    if (directive[1]?.toLowerCase() === 'escape' && directive[2] === '`') return '`';
  }
  return '\\';
}

const takesHeredoc = new Set(['RUN', 'COPY', 'ADD']);

interface HeredocEnd {
  word: string;
  stripsTabs: boolean;
}

function heredocEnds(rest: string): HeredocEnd[] {
  const ends: HeredocEnd[] = [];
  for (const found of rest.matchAll(/(?:^|[\s;&|(])\d*<<(-?)(["']?)([A-Za-z_]\w{0,99})\2/g)) {
    ends.push({ word: found[3] as string, stripsTabs: found[1] === '-' });
    if (ends.length === 20) break;
  }
  return ends;
}

function afterHeredoc(lines: readonly string[], from: number, end: HeredocEnd): number {
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] as string;
    if ((end.stripsTabs ? line.replace(/^\t+/, '') : line) === end.word) return at + 1;
  }
  return lines.length;
}

/** The words of a JSON-array form, or nothing where the text is the shell form. */
export function jsonWords(rest: string): string[] | undefined {
  if (!rest.startsWith('[')) return undefined;
  try {
    const words: unknown = JSON.parse(rest);
    return Array.isArray(words) && words.every((word) => typeof word === 'string')
      ? words
      : undefined;
  } catch {
    return undefined;
  }
}

/** `NAME=value NAME2="a b"` and the old `NAME value with blanks`. */
export function readPairs(rest: string): (readonly [name: string, value: string])[] {
  const words = splitWords(rest);
  const first = words[0];
  if (first === undefined) return [];
  if (!first.includes('=')) {
    const value = rest.slice(first.length).trim();
    return value === '' ? [] : [[first, splitWords(value).join(' ')]];
  }
  return words.flatMap((word) => {
    const sign = word.indexOf('=');
    return sign < 1 ? [] : [[word.slice(0, sign), word.slice(sign + 1)] as const];
  });
}
