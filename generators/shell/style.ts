import { styleText } from 'node:util';

/** Colours where somebody looks at a terminal, and plain text everywhere else. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
  /** What somebody can choose, or chose. */
  accent(text: string): string;
}

const plain = (text: string) => text;
export const noStyle: Style = {
  bold: plain,
  dim: plain,
  good: plain,
  bad: plain,
  warn: plain,
  accent: plain,
};

const colourful = (format: Parameters<typeof styleText>[0]) => (text: string) =>
  styleText(format, text);

export function styleFor(stream: NodeJS.WriteStream, noColor: boolean): Style {
  const isWanted =
    !noColor && !process.env.NO_COLOR && stream.isTTY === true && process.env.TERM !== 'dumb';
  if (!isWanted) return noStyle;
  return {
    bold: colourful('bold'),
    dim: colourful('dim'),
    good: colourful('green'),
    bad: colourful('red'),
    warn: colourful('yellow'),
    accent: colourful('cyan'),
  };
}
