import { type ChangelogChange, changeLists, headingOf, itemOf } from './change-lists.ts';
import { type Heading, headingsIn } from './markdown-headings.ts';

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
  const isKnown = versionsIn(lines.list).some(({ name }) => name === version);
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

/** A heading with the lines that belong to it. */
interface Section {
  name: string;
  level: number;
  /** Of its heading. */
  start: number;
  /** Behind its last line that says something. */
  stop: number;
}

/**
 * The versions that are told of. Tools write them as headings of different levels in one changelog,
 * the third among them, which the lists below a version have as well.
 */
function versionsIn(list: readonly string[]): Section[] {
  const isVersion = ({ level, text }: Heading) =>
    level <= 3 && /^\d+\.\d+\.\d+/.test(versionIn(text));
  return sectionsOf(list, isVersion, ({ level }) => Math.min(level, 2)).map((section) => ({
    ...section,
    name: versionIn(section.name),
  }));
}

/** The lines from each such heading to the next, or to another one that is as high as told. */
function sectionsOf(
  list: readonly string[],
  isWanted: (heading: Heading) => boolean,
  levelOfEnd: (heading: Heading) => number = ({ level }) => level,
): Section[] {
  const headings = headingsIn(list);
  return headings.flatMap((heading, i) => {
    if (!isWanted(heading)) return [];
    const { at, level, text } = heading;
    const next = headings
      .slice(i + 1)
      .find((other) => isWanted(other) || other.level <= levelOfEnd(heading));
    const stop = textEnd(list, next?.at ?? list.length);
    return [{ name: text, level, start: at, stop: Math.max(stop, at + 1) }];
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
  const newest = versionsIn(list)[0] ?? likeliestIn(list);
  const section = [`${'#'.repeat(newest?.level ?? 2)} ${version}`, ...lists];
  const at = newest?.start ?? textEnd(list, list.length);
  return inserted(
    lines,
    at,
    asBlock(list, at, newest === undefined && at === 0 ? ['# Changelog', '', ...section] : section),
  );
}

/** What may tell of a version in words of its own, such as "Release 1.2.0". */
function likeliestIn(list: readonly string[]): Section | undefined {
  return sectionsOf(list, ({ level }) => level === 2).find(
    ({ name }) => versionIn(name).toLowerCase() !== 'unreleased',
  );
}

/** A kind that has its list gets more items, one that has none gets its own at the end. */
function withKind(text: string, version: string, changes: readonly ChangelogChange[]): string {
  const lines = linesOf(text);
  const { list } = lines;
  const section = versionsIn(list).find(({ name }) => name === version) as Section;
  const isSaid = new Set(list.slice(section.start, section.stop).map((line) => line.trim()));
  const items = [...new Set(changes.map(itemOf))].filter((item) => !isSaid.has(item));
  const [first] = changes;
  if (first === undefined || items.length === 0) return text;
  const heading = headingOf(first.kind);
  const known = sectionsOf(list, ({ level }) => level === 3).find(
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
