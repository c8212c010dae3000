/** A text with its lines, found by offset. Its reader may change the lines, the text stays. */
export interface Source {
  text: string;
  lines: string[];
  lineAt(offset: number): number;
  /** What stands before the offset in its line. */
  before(offset: number): string;
  /** What stands from the offset to the end of its line. */
  after(offset: number): string;
}

export function sourceOf(text: string): Source {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length + 1;
  }
  const lineAt = (offset: number) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const startAt = (offset: number) => starts[lineAt(offset)] ?? 0;
  const endAt = (offset: number) => startAt(offset) + (lines[lineAt(offset)]?.length ?? 0);
  return {
    text,
    lines,
    lineAt,
    before: (offset) => text.slice(startAt(offset), offset),
    after: (offset) => text.slice(offset, endAt(offset)),
  };
}
