import { placesInMarkdown } from '../markdown.ts';
import { hasConflictMarkers } from '../reconcile/merge.ts';

/** The number of the line at which somebody still has to decide; undefined where nobody has. */
export function conflictLine(path: string, text: string): number | undefined {
  if (!hasConflictMarkers(text)) return undefined;
  if (!path.endsWith('.md')) return text.split('\n').findIndex(hasConflictMarkers) + 1;
  // Markdown may speak of conflicts, and show one as an example.
  const said = withoutFences(text);
  const at = said.search(wholeConflict);
  return at === -1 ? undefined : said.slice(0, at).split('\n').length;
}

const wholeConflict = /^<{7} .*\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7} /m;

/** Lines stay where they are. */
function withoutFences(text: string): string {
  const lines = text.split('\n');
  const places = placesInMarkdown(lines);
  return lines.map((line, i) => (places[i] === 'code' ? '' : line)).join('\n');
}
