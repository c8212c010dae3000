import type { Edit, Kind } from '../mutant.ts';
import type { Line } from '../template-text.ts';

/** Changes that lie within one line. */
export interface Rewrite {
  kind: Kind;
  pattern: RegExp;
  /** In the braces of Helm, in the texts that stand there, or in what is printed as it stands. */
  where: 'code' | 'strings' | 'text';
  /** What takes the place of a match; nothing where it is left alone. */
  to(match: RegExpExecArray, line: Line): readonly string[];
}

/** Every way to apply a rewrite to a line, one place at a time. */
export function* rewritesOf(line: Line, rewrites: readonly Rewrite[]): Generator<Edit> {
  if (line.idle) return;
  for (const { kind, pattern, where, to } of rewrites) {
    for (const match of line.text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (placeOf(line, match.index) !== where) continue;
      for (const instead of to(match, line)) {
        const text = line.text.slice(0, match.index) + instead + line.text.slice(end);
        if (text !== line.text) yield { kind, line: line.index, removed: 1, replacement: [text] };
      }
    }
  }
}

function placeOf({ text, code }: Line, index: number): Rewrite['where'] {
  const [from] = code.find(([start, end]) => index >= start && index < end) ?? [];
  if (from === undefined) return 'text';
  const quotes =
    text
      .slice(from, index + 1)
      .replaceAll('\\"', '')
      .match(/"/g)?.length ?? 0;
  return quotes % 2 === 1 ? 'strings' : 'code';
}
