/** What a terminal shows, line by line, as runs of one look. */
export interface Look {
  bold: boolean;
  dim: boolean;
  italic: boolean;
  underline: boolean;
  inverse: boolean;
  /** #rrggbb, or undefined for the terminal's own. */
  colour: string | undefined;
  background: string | undefined;
}

export interface Run {
  column: number;
  text: string;
  look: Look;
}

const plain: Look = {
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  colour: undefined,
  background: undefined,
};

/** Black to white, then the bright ones. */
const palette = [
  ...['#484f58', '#ff7b72', '#3fb950', '#d29922', '#58a6ff', '#bc8cff', '#39c5cf', '#b1bac4'],
  ...['#6e7681', '#ffa198', '#56d364', '#e3b341', '#79c0ff', '#d2a8ff', '#56d4dd', '#ffffff'],
];

/** Looks go on from line to line, as tmux writes them. */
export function readScreen(screen: string): Run[][] {
  let look = plain;
  return screen.split('\n').map((line) => {
    const runs: Run[] = [];
    let column = 0;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
    for (const [, codes, text] of line.matchAll(/\x1b\[([\d;:]*)m|([^\x1b]+)/g)) {
      if (text === undefined) look = changed(look, codes ?? '');
      else {
        runs.push({ column, text, look });
        column += [...text].length;
      }
    }
    return runs;
  });
}

function changed(look: Look, codes: string): Look {
  const next = { ...look };
  const numbers = codes.split(/[;:]/).map(Number);
  for (let code = numbers.shift(); code !== undefined; code = numbers.shift()) {
    if (code === 0) Object.assign(next, plain);
    else if (code === 1) next.bold = true;
    else if (code === 2) next.dim = true;
    else if (code === 3) next.italic = true;
    else if (code === 4) next.underline = true;
    else if (code === 7) next.inverse = true;
    else if (code === 22) Object.assign(next, { bold: false, dim: false });
    else if (code === 23) next.italic = false;
    else if (code === 24) next.underline = false;
    else if (code === 27) next.inverse = false;
    else if (code === 38) next.colour = extended(numbers);
    else if (code === 48) next.background = extended(numbers);
    else if (code === 39) next.colour = undefined;
    else if (code === 49) next.background = undefined;
    else if (code >= 30 && code <= 37) next.colour = palette[code - 30];
    else if (code >= 90 && code <= 97) next.colour = palette[code - 90 + 8];
    else if (code >= 40 && code <= 47) next.background = palette[code - 40];
  }
  return next;
}

/** `5;N` of the 256 colours, or `2;R;G;B`. */
function extended(numbers: number[]): string | undefined {
  if (numbers.shift() === 2) return rgb(numbers.splice(0, 3));
  const index = numbers.shift() ?? 0;
  if (index < 16) return palette[index];
  if (index >= 232) return rgb([8, 8, 8].map((base) => base + (index - 232) * 10));
  const step = (part: number) => (part === 0 ? 0 : 55 + part * 40);
  const cube = index - 16;
  return rgb([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(step));
}

function rgb(parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
