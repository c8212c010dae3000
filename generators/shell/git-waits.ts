import { lstatSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { repositoryOf } from './repository.ts';

/** What git leaves beside HEAD while it waits, what the other side is then, and how it goes on. */
const waits = [
  { head: 'MERGE_HEAD', theirs: 'MERGE_HEAD', goOn: 'git commit' },
  { head: 'CHERRY_PICK_HEAD', theirs: 'CHERRY_PICK_HEAD', goOn: 'git cherry-pick --continue' },
  { head: 'REVERT_HEAD', theirs: 'REVERT_HEAD^', goOn: 'git revert --continue' },
  { head: 'REBASE_HEAD', theirs: 'REBASE_HEAD', goOn: 'git rebase --continue' },
] as const;
/** These are there while a rebase picks its commits as well, one after the other. */
const rebases = ['rebase-merge', 'rebase-apply'];

/** Told by files alone, since every command that changes a chart asks. */
export function isMerging(directory: string): boolean {
  const folder = gitFolder(directory);
  return folder !== undefined && waits.some(({ head }) => isThere(join(folder, head)));
}

/** What git waits with, and how it goes on. */
export function waitIn(directory: string) {
  const folder = gitFolder(directory);
  if (folder === undefined) return undefined;
  const wait = waits.find(({ head }) => isThere(join(folder, head)));
  const isRebase = rebases.some((name) => isThere(join(folder, name)));
  return wait && isRebase ? { ...wait, goOn: 'git rebase --continue' } : wait;
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

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
