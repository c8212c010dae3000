import { spawnSync } from 'node:child_process';
import type { Divided } from '../core/reconcile/left-by-git.ts';
import { waitIn } from './git-waits.ts';
import { textOf } from './utf8.ts';

/** A merge of git, or what goes like one, that waits for somebody to settle conflicts. */
export interface UnfinishedMerge {
  /** What git could not merge in a folder, by paths relative to it. */
  divided: ReadonlyMap<string, Divided>;
  /** How git goes on once all is settled. */
  goOn: string;
  /** A file as the two sides have it, where git has merged it. */
  sidesOf(path: string): Divided;
}

const limits = { timeout: 10_000, maxBuffer: 2 ** 26 };

/** undefined where git is not there, is not asked for anything, or has merged the folder's files. */
export function unfinishedMerge(directory: string): UnfinishedMerge | undefined {
  const rows = gitBytes(directory, ['ls-files', '--unmerged', '-z', '--', '.'])?.toString('utf8');
  const entries = (rows ?? '').split('\0').flatMap(unmergedIn);
  if (entries.length === 0) return undefined;
  const texts = textsOf(
    directory,
    entries.map(({ object }) => object),
  );
  const divided = new Map<string, Divided>();
  for (const [i, { path, side }] of entries.entries()) {
    divided.set(path, { ...divided.get(path), [side]: texts[i] });
  }
  const wait = waitIn(directory);
  return {
    divided,
    goOn: wait?.goOn ?? 'git commit',
    sidesOf: (path) => {
      if (!wait) return {};
      const [base, ours, theirs] = textsOf(
        directory,
        [baseOf(directory, wait), 'HEAD', wait.theirs].map((commit) => `${commit}:./${path}`),
      );
      return { base, ours, theirs };
    },
  };
}

/** The commit that both sides begin at; of a merge there may be several, of which one is taken. */
function baseOf(directory: string, { base, theirs }: { base?: string; theirs: string }): string {
  if (base !== undefined) return base;
  const found = gitBytes(directory, ['merge-base', 'HEAD', theirs])?.toString('utf8').trim();
  return found || 'HEAD';
}

interface Unmerged {
  object: string;
  side: keyof Divided;
  path: string;
}

/** Links are never followed, and no text. */
function unmergedIn(row: string): Unmerged[] {
  const found = /^100\d{3} ([0-9a-f]+) ([123])\t(.+)$/s.exec(row);
  if (!found) return [];
  const [, object = '', stage = '', path = ''] = found;
  const side = ({ 1: 'base', 2: 'ours', 3: 'theirs' } as const)[stage];
  return side ? [{ object, side, path }] : [];
}

/** What git keeps under some names; undefined for what it does not have, or what is no text. */
function textsOf(directory: string, names: readonly string[]): (string | undefined)[] {
  const input = names.map((name) => `${name}\n`).join('');
  const bytes = gitBytes(directory, ['cat-file', '--batch'], input) ?? Buffer.alloc(0);
  let at = 0;
  return names.map(() => {
    const end = bytes.indexOf('\n', at);
    if (end === -1) return undefined;
    const size = / blob (\d+)$/.exec(bytes.toString('utf8', at, end))?.[1];
    at = end + 1;
    if (size === undefined) return undefined;
    const body = bytes.subarray(at, at + Number(size));
    at += Number(size) + 1;
    return textOf(body);
  });
}

/** What git prints, to the byte; undefined where it fails. */
function gitBytes(directory: string, words: readonly string[], input = ''): Buffer | undefined {
  const { status, stdout } = spawnSync('git', ['-C', directory, ...words], {
    input,
    ...limits,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
    windowsHide: true,
  });
  return status === 0 ? stdout : undefined;
}
