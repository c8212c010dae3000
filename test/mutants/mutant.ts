/** What was done to a template, for the table. */
export const kinds = [
  'line removed',
  'block removed',
  'guard removed',
  'condition flipped',
  'literal changed',
  'field renamed',
  'other value read',
  'default removed',
  'quote removed',
  'number left a float',
  'function removed',
  'indent changed',
  'pair or item dropped',
  'default value changed',
  'constraint dropped',
] as const;
export type Kind = (typeof kinds)[number];

/** A change of a file's lines: some give way to others. */
export interface Edit {
  kind: Kind;
  /** From 0. */
  line: number;
  removed: number;
  replacement: readonly string[];
}

/** What a mutant is part of; each class is counted on its own. */
export type Class = 'manifests' | 'notes' | 'values' | 'schema';

/** One change in one file of one golden chart. */
export interface Mutant extends Edit {
  scenario: string;
  file: string;
  class: Class;
  /** What would hurt most if it were lost, where the change is about it. */
  subject: string | undefined;
  before: readonly string[];
}

export function applied(body: string, { line, removed, replacement }: Edit): string {
  const lines = body.split('\n');
  lines.splice(line, removed, ...replacement);
  return lines.join('\n');
}

/** In one line: file, line, what was done, before and after. */
export function describeMutant({
  scenario,
  file,
  line,
  kind,
  before,
  replacement,
}: Mutant): string {
  const kept = new Set(replacement.flatMap((text) => [text, `${text},`]));
  const lost = before.findIndex((text) => !kept.has(text));
  const more = before.length > 1 ? ` … (${before.length} lines)` : '';
  const now = replacement.map((text) => text.trim()).join(' ⏎ ') || '(none)';
  const place = `${scenario} ${file}:${line + Math.max(lost, 0) + 1}`;
  return `${place} ${kind}: ${before[lost]?.trim()}${more} → ${now}`;
}
