/** A heading with a number of # before it. */
export interface Heading {
  /** Index of its line. */
  at: number;
  level: number;
  text: string;
}

/** The headings of a text of Markdown, but for what stands in code or in comments. */
export function headingsIn(lines: readonly string[]): Heading[] {
  const found: Heading[] = [];
  let fence = '';
  let inComment = false;
  for (const [at, line] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)/.exec(line);
    if (fence !== '') {
      if (mark?.[1]?.startsWith(fence) && mark[2]?.trim() === '') fence = '';
      continue;
    }
    if (!inComment && mark) {
      fence = mark[1] as string;
      continue;
    }
    const heading = inComment ? null : /^(#{1,6})[ \t]+(.*?)[ \t]*#*\s*$/.exec(line);
    if (heading) {
      found.push({ at, level: heading[1]?.length ?? 0, text: heading[2] ?? '' });
    }
    const [opened, closed] = [line.lastIndexOf('<!--'), line.lastIndexOf('-->')];
    if (opened !== closed) inComment = opened > closed;
  }
  return found;
}
