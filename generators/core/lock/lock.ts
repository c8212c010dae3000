import { isMap } from '../data/maps.ts';
import { type FileMap, pathFault } from '../files.ts';
import { inLines } from '../reconcile/line-ends.ts';
import { LockError, unreadable } from './lock-error.ts';

export { LockError } from './lock-error.ts';

/**
 * The pristine text of the last render, kept in the chart: what `update` merges against. One text
 * file, a line for a line, so that git merges it wherever it merges the chart.
 */
export interface Lock {
  version: string;
  /** What the chart was made of; locks of 0.1.0 have none, and what git has merged may be no JSON. */
  answers?: KeptAnswers;
  files: ReadonlyMap<string, string>;
}

export type KeptAnswers = Readonly<Record<string, unknown>>;

const head = '# The chart as it was generated; kept for updates, not for editing.';

export function encodeLock(version: string, answers: KeptAnswers, files: FileMap): string {
  const parts = [...files.values()]
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, body }) => {
      if (body === '') return `== ${path}\n`;
      const isEnded = body.endsWith('\n');
      const rows = isEnded ? body.slice(0, -1) : body;
      // A last line without a newline is marked, so that every text comes back to the byte.
      return `== ${path}\n${quoted(rows)}${isEnded ? '' : '\\\n'}`;
    });
  const json = JSON.stringify(answers, null, 1);
  return `${head}\ngenerator ${version}\nanswers\n${quoted(json)}${parts.join('')}`;
}

function quoted(text: string): string {
  return `|${text.replaceAll('\n', '\n|')}\n`;
}

/** What stands behind `|` below a line that says what it is. */
interface Section {
  text?: string;
  isEnded: boolean;
}

export function decodeLock(lockText: string): Lock {
  const text = hasWindowsEnds(lockText) ? inLines(lockText) : lockText;
  let version: string | undefined;
  let answers: Section | undefined;
  let section: Section | undefined;
  const files = new Map<string, Section>();

  for (let at = 0, end = 0; at < text.length; at = end + 1) {
    const isQuoted = text[at] === '|';
    end = isQuoted ? endOfQuoted(text, at) : endOfRow(text, at);
    const row = text.slice(at, end);
    if (isQuoted) {
      if (!section || section.text !== undefined) throw unreadable(text, at, version);
      section.text = row.slice(1).replaceAll('\n|', '\n');
    } else if (row.startsWith('== ')) {
      const path = row.slice(3);
      const fault = files.has(path) ? 'is there twice' : pathFault(path);
      if (fault !== null) {
        throw unreadable(text, at, version, `names a file whose path ${fault}`);
      }
      section = { isEnded: true };
      files.set(path, section);
    } else if (row === '\\') {
      const isOfText = section !== answers && section?.text !== undefined && section.isEnded;
      if (!section || !isOfText) throw unreadable(text, at, version);
      section.isEnded = false;
    } else if (row === 'answers' && !answers && files.size === 0) {
      answers = { isEnded: true };
      section = answers;
    } else if (row !== '' && !(row.startsWith('#') && files.size === 0)) {
      const named = versionIn(row);
      const isExpected = version === undefined && files.size === 0;
      if (named === undefined || !isExpected) throw unreadable(text, at, version);
      version = named;
    }
  }

  if (version === undefined) {
    throw new LockError('unreadable', 1, 'the lock names no generator version');
  }
  const kept = answers && dataOf(answers);
  const bodies = new Map([...files].map(([path, part]) => [path, textOf(part)]));
  return { version, ...(kept ? { answers: kept } : {}), files: bodies };
}

/** A checkout with Windows' line ends has them everywhere, those of the first line too. */
function hasWindowsEnds(text: string): boolean {
  return text[endOfRow(text, 0) - 1] === '\r';
}

function endOfRow(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function endOfQuoted(text: string, at: number): number {
  let end = endOfRow(text, at);
  while (text[end + 1] === '|') end = endOfRow(text, end + 1);
  return end;
}

function versionIn(row: string): string | undefined {
  return /^generator (\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?)$/.exec(row)?.[1];
}

function textOf({ text, isEnded }: Section): string {
  return text === undefined ? '' : text + (isEnded ? '\n' : '');
}

function dataOf({ text = '' }: Section): KeptAnswers | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return isMap(data) ? data : undefined;
  } catch {
    return undefined;
  }
}
