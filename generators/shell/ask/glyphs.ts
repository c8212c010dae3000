/** The signs of a conversation, and plain ones where a terminal would show boxes. */
export interface Glyphs {
  done: string;
  fault: string;
  input: string;
  cursor: string;
  ticked: string;
  open: string;
  arrows: string;
  enter: string;
  dot: string;
  more: string;
  /** A text as the terminal can show it. */
  shown(text: string): string;
}

const unicode: Glyphs = {
  done: '✔',
  fault: '✗',
  input: '›',
  cursor: '❯',
  ticked: '◉',
  open: '◯',
  arrows: '↑↓',
  enter: '⏎',
  dot: '·',
  more: '…',
  shown: (text) => text,
};

const ascii: Glyphs = {
  done: 'v',
  fault: 'x',
  input: '>',
  cursor: '>',
  ticked: '[x]',
  open: '[ ]',
  arrows: 'up/down',
  enter: 'enter',
  dot: '-',
  more: '...',
  shown: (text) =>
    text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replaceAll('·', '-').replaceAll('…', '...'),
};

/** A locale that says nothing is taken for a modern one: containers set none. */
export function glyphsFor(env: NodeJS.ProcessEnv): Glyphs {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || 'UTF-8';
  const isPoor = env.TERM === 'dumb' || env.TERM === 'linux';
  return isPoor || !/utf-?8/i.test(locale) ? ascii : unicode;
}
