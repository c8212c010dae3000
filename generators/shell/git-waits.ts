import { lstatSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exists } from './commit/disk.ts';
import { repositoryOf } from './repository.ts';

interface Wait {
  /** What git leaves beside HEAD while it waits. */
  head: string;
  /** The other side, and what both sides begin at where that is not their history's. */
  theirs: string;
  base?: string;
  /** How git goes on. */
  goOn: string;
}

const waits: readonly Wait[] = [
  { head: 'MERGE_HEAD', theirs: 'MERGE_HEAD', goOn: 'git commit' },
  picked('CHERRY_PICK_HEAD', 'git cherry-pick --continue'),
  {
    head: 'REVERT_HEAD',
    theirs: 'REVERT_HEAD^',
    base: 'REVERT_HEAD',
    goOn: 'git revert --continue',
  },
  picked('REBASE_HEAD', 'git rebase --continue'),
];

/** One commit that is done again: what it changed since its parent. */
function picked(head: string, goOn: string): Wait {
  return { head, theirs: head, base: `${head}^`, goOn };
}

/** These are there while a rebase picks its commits as well, one after the other. */
const rebases = ['rebase-merge', 'rebase-apply'];

/** Told by files alone, since every command that changes a chart asks. */
export function isMerging(directory: string): boolean {
  return waitIn(directory) !== undefined;
}

/** What git waits with, and how it goes on; nothing where its own folder may not be read. */
export function waitIn(directory: string) {
  try {
    const folder = gitFolder(directory);
    if (folder === undefined) return undefined;
    const wait = waits.find(({ head }) => exists(join(folder, head)));
    const isRebase = wait && rebases.some((name) => exists(join(folder, name)));
    return isRebase ? { ...wait, goOn: 'git rebase --continue' } : wait;
  } catch {
    return undefined;
  }
}

/** Where the heads of this working tree lie; in one of several it is named by a file. */
function gitFolder(directory: string): string | undefined {
  const root = repositoryOf(directory);
  if (root === undefined) return undefined;
  const place = join(root, '.git');
  if (!lstatSync(place).isFile()) return place;
  const named = /^gitdir: (.+)$/m.exec(readFileSync(place, 'utf8'))?.[1];
  return named === undefined ? undefined : resolve(root, named);
}
