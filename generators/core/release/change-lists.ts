import type { Answers } from '../answers/schema.ts';
import { escapeFor } from '../template/escape.ts';

/** As the answers tell it, in artifacthub.changes. */
export type ChangelogChange = Answers['artifacthub']['changes'][number];

/** A heading for each kind of change, such as "### Added", with a list below it. */
export function changeLists(changes: readonly ChangelogChange[]): string[] {
  const kinds = [...new Set(changes.map(({ kind }) => kind))];
  return kinds.flatMap((kind, i) => [
    ...(i > 0 ? [''] : []),
    headingOf(kind),
    '',
    ...changes.filter((change) => change.kind === kind).map(itemOf),
  ]);
}

export function headingOf(kind: ChangelogChange['kind']): string {
  return `### ${kind[0]?.toUpperCase()}${kind.slice(1)}`;
}

export function itemOf({ description }: ChangelogChange): string {
  return `- ${escapeFor.markdown(description)}`;
}
