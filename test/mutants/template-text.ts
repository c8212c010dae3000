/** A line of a template, with what the operators have to know of it. */
export interface Line {
  /** From 0. */
  index: number;
  text: string;
  /** The define that it stands in, without the chart's name; empty outside of all. */
  define: string;
  /** Nothing but a comment, Helm's or YAML's, or blank. */
  idle: boolean;
  /** The last line above that prints something of its own. */
  under: string;
  /** An action is open where the line begins, or where it ends. */
  opensInside: boolean;
  endsInside: boolean;
  /** What stands between braces, as start and end. */
  code: readonly (readonly [number, number])[];
}

export const indentOf = (text: string): number => text.length - text.trimStart().length;

/** Opens a block that an `end` closes; the keyword is the first group. */
const opener = /\{\{-? *(if|with|range|define) /;

export const isOpener = ({ text }: Line): boolean => opener.test(text) && !isEnd(text);
export const isBranch = ({ text }: Line): boolean => /^\s*\{\{-? *(else|end)\b/.test(text);

const isEnd = (text: string): boolean => /\{\{-? *end *-?\}\}/.test(text);

/** Reads a template: what is code, what is text, what is a comment. */
export function linesOf(template: string): Line[] {
  let define = '';
  let printed = '';
  let inside = false;
  let inComment = false;
  return template
    .replace(/\n$/, '')
    .split('\n')
    .map((text, index) => {
      const opensInside = inside;
      let idle = inComment || text.trim() === '' || /^\s*#/.test(text);
      const code: [number, number][] = [];
      let from = inside ? 0 : text.indexOf('{{');
      while (from >= 0) {
        if (/^\{\{-? *\/\*/.test(text.slice(from))) {
          inComment = true;
          idle = true;
        }
        inside = true;
        const to = text.indexOf('}}', from);
        if (!inComment) code.push([from, to < 0 ? text.length : to + 2]);
        if (to < 0) break;
        inside = false;
        inComment = false;
        from = text.indexOf('{{', to);
      }
      define = /\{\{-? define "[^".]+\.([^"]+)"/.exec(text)?.[1] ?? define;
      const under = printed;
      if (!idle && !opensInside && !/^\s*\{\{/.test(text)) printed = text;
      return { index, text, define, idle, under, opensInside, endsInside: inside, code };
    });
}

/** The line of the `end` that closes what a line opens, and the `else` in between if there is one. */
export function blockAt(
  lines: readonly Line[],
  start: number,
): { end: number; branch: number | undefined } | undefined {
  let depth = 0;
  let branch: number | undefined;
  for (const line of lines.slice(start)) {
    if (line.idle) continue;
    if (isOpener(line)) depth += 1;
    else if (/\{\{-? *else\b/.test(line.text) && depth === 1) branch ??= line.index;
    else if (/^\s*\{\{-? *end\b/.test(line.text)) depth -= 1;
    if (depth === 0) return line.index === start ? undefined : { end: line.index, branch };
  }
  return undefined;
}

/** The line after the last that hangs below a key or an item, by its indent. */
export function endOfIndented(lines: readonly Line[], start: number): number {
  const indent = indentOf(lines[start]?.text ?? '');
  const after = lines.slice(start + 1).find(({ text }) => text.trim() && indentOf(text) <= indent);
  return after?.index ?? lines.length;
}
