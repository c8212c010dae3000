import { type ChangelogChange, changeLists, headingOf, itemOf } from './change-lists.ts';
import { headingsIn } from './markdown-headings.ts';

/**
 * A changelog that also tells of a version, above the newest one and below what is unreleased. What
 * is said of that version already stays and is not said twice; every other byte is its owner's.
 */
export function changelogWith(
  text: string,
  version: string,
  changes: readonly ChangelogChange[],
): string {
  const lines = linesOf(text);
  const isKnown = sectionsIn(lines.list).some(({ name }) => name === version);
  if (!isKnown) return begun(lines, version, changes);
  const kinds = [...new Set(changes.map(({ kind }) => kind))];
  return kinds.reduce((now, kind) => {
    const ofKind = changes.filter((change) => change.kind === kind);
    return withKind(now, version, ofKind);
  }, text);
}

interface Lines {
  /** Each with its own end, which only the last may lack. */
  list: string[];
  end: '\n' | '\r\n';
}

function linesOf(text: string): Lines {
  const list = text === '' ? [] : text.split(/(?<=\n)/);
  return { list, end: list[0]?.endsWith('\r\n') ? '\r\n' : '\n' };
}

/** The lines from one heading to the next that is as high. */
interface Section {
  name: string;
  /** Of its heading. */
  start: number;
  /** Behind its last line that says something. */
  stop: number;
}

function sectionsIn(list: readonly string[]): Section[] {
  return sectionsOf(list, 2).map((section) => ({ ...section, name: versionIn(section.name) }));
}

function sectionsOf(list: readonly string[], level: number): Section[] {
  const headings = headingsIn(list).filter((heading) => heading.level <= level);
  return headings.flatMap(({ at, text, level: own }, i) => {
    const stop = textEnd(list, headings[i + 1]?.at ?? list.length);
    return own === level ? [{ name: text, start: at, stop: Math.max(stop, at + 1) }] : [];
  });
}

/** As in "1.2.0", "v1.2.0 - 2030-01-31" or "[Unreleased]". */
function versionIn(heading: string): string {
  return /^\[?v?([^\]\s]+)/.exec(heading)?.[1] ?? '';
}

/** Behind the last line before an index that is neither empty nor the target of a link. */
function textEnd(list: readonly string[], from: number): number {
  let at = from;
  while (at > 0 && /^\s*(\[[^\]]+\]:\s.*)?\s*$/.test(list[at - 1] as string)) at -= 1;
  return at;
}

function begun(lines: Lines, version: string, changes: readonly ChangelogChange[]): string {
  const { list } = lines;
  const lists = changes.length > 0 ? ['', ...changeLists(changes)] : [];
  const section = [`## ${version}`, ...lists];
  const newest = sectionsIn(list).find(({ name }) => name.toLowerCase() !== 'unreleased');
  const at = newest?.start ?? textEnd(list, list.length);
  return inserted(
    lines,
    at,
    asBlock(list, at, newest === undefined && at === 0 ? ['# Changelog', '', ...section] : section),
  );
}

/** A kind that has its list gets more items, one that has none gets its own at the end. */
function withKind(text: string, version: string, changes: readonly ChangelogChange[]): string {
  const lines = linesOf(text);
  const { list } = lines;
  const section = sectionsIn(list).find(({ name }) => name === version) as Section;
  const isSaid = new Set(list.slice(section.start, section.stop).map((line) => line.trim()));
  const items = [...new Set(changes.map(itemOf))].filter((item) => !isSaid.has(item));
  const [first] = changes;
  if (first === undefined || items.length === 0) return text;
  const heading = headingOf(first.kind);
  const known = sectionsOf(list, 3).find(
    ({ name, start }) =>
      start > section.start &&
      start < section.stop &&
      `### ${name}`.toLowerCase() === heading.toLowerCase(),
  );
  if (!known)
    return inserted(lines, section.stop, asBlock(list, section.stop, [heading, '', ...items]));
  const isList = /^\s*[-*+\s]/.test(list[known.stop - 1] as string);
  return inserted(lines, known.stop, isList ? items : ['', ...items]);
}

/** With an empty line to what stands before and behind. */
function asBlock(list: readonly string[], at: number, block: readonly string[]): string[] {
  const isText = (line: string | undefined) => line !== undefined && line.trim() !== '';
  return [...(isText(list[at - 1]) ? [''] : []), ...block, ...(isText(list[at]) ? [''] : [])];
}

function inserted({ list, end }: Lines, at: number, more: readonly string[]): string {
  const before = list.slice(0, at).join('');
  const gap = before === '' || before.endsWith('\n') ? '' : end;
  const ended = more.map((line) => line + end).join('');
  return before + gap + ended + list.slice(at).join('');
}
