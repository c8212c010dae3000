export type PlaceInMarkdown = 'text' | 'code' | 'comment';

/** Where each line of a text of Markdown stands; the fences of code are code themselves. */
export function placesInMarkdown(lines: readonly string[]): PlaceInMarkdown[] {
  let fence = '';
  let inComment = false;
  return lines.map((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)/.exec(line);
    if (fence !== '') {
      if (mark?.[1]?.startsWith(fence) && mark[2]?.trim() === '') fence = '';
      return 'code';
    }
    if (!inComment && mark) {
      fence = mark[1] as string;
      return 'code';
    }
    const place = inComment ? 'comment' : 'text';
    const [opened, closed] = [line.lastIndexOf('<!--'), line.lastIndexOf('-->')];
    if (opened !== closed) inComment = opened > closed;
    return place;
  });
}
