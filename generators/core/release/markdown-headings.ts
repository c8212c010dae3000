import { placesInMarkdown } from '../markdown.ts';

/** A heading with # before it, or with a line of = or - below it. */
export interface Heading {
  /** Index of the line of its text. */
  at: number;
  level: number;
  text: string;
}

/** The headings of a text of Markdown, but for what stands in code or in comments. */
export function headingsIn(lines: readonly string[]): Heading[] {
  const found: Heading[] = [];
  const places = placesInMarkdown(lines);
  /** The first line below the last one that is empty or of a heading: only it may be underlined. */
  let begin = 0;
  for (const [at, line] of lines.entries()) {
    if (places[at] === 'code') continue;
    const above = begin === at - 1 ? lines[begin] : undefined;
    const heading =
      places[at] === 'text' ? (marked(at, line) ?? underlined(at, line, above)) : undefined;
    if (heading) found.push(heading);
    if (heading || line.trim() === '') begin = at + 1;
  }
  return found;
}

function marked(at: number, line: string): Heading | undefined {
  const [, marks, text = ''] = /^(#{1,6})[ \t]+(.*?)[ \t]*#*\s*$/.exec(line) ?? [];
  return marks === undefined ? undefined : { at, level: marks.length, text };
}

/** Below a list, a quote, a tag or the target of a link, such a line is a rule. */
function underlined(at: number, line: string, above: string | undefined): Heading | undefined {
  const mark = /^ {0,3}(=+|-+)\s*$/.exec(line)?.[1];
  if (mark === undefined || above === undefined) return undefined;
  const isOther = /^(?: {4}|\t| *(?:[>|<]|[-*+]\s|\d+[.)]\s|\[[^\]]+\]:))/.test(above);
  return isOther ? undefined : { at: at - 1, level: mark[0] === '=' ? 1 : 2, text: above.trim() };
}
