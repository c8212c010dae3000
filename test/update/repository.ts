import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const settings = {
  'user.name': 'Acme',
  'user.email': 'team@example.com',
  'init.defaultBranch': 'main',
  'commit.gpgSign': 'false',
  'core.editor': 'true',
};

export interface Repository {
  folder: string;
  /** Runs git; a failure throws, unless it is one that is waited for. */
  git(...words: string[]): string;
  /** The same, where git is expected to stop and wait. */
  stopped(...words: string[]): string;
  /** The same, however it ends. */
  tried(...words: string[]): void;
  commit(message: string): void;
  remove(): void;
}

/** A repository of its own, without anybody's settings. */
export function repository(): Repository {
  const folder = mkdtempSync(join(tmpdir(), 'helm-prod-branches-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  onTestFinished(remove);
  const call = (words: readonly string[]) => {
    const own = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
    return spawnSync('git', ['-C', folder, ...own, ...words], {
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    });
  };
  const git = (...words: string[]) => {
    const { status, stdout, stderr } = call(words);
    if (status !== 0) throw new Error(`git ${words.join(' ')}: ${stdout}${stderr}`);
    return stdout;
  };
  git('init', '--quiet');
  return {
    folder,
    git,
    stopped: (...words) => {
      const { status, stdout, stderr } = call(words);
      if (status !== 1) throw new Error(`git ${words.join(' ')} ended with ${status}: ${stderr}`);
      return stdout;
    },
    tried: (...words) => void call(words),
    remove,
    commit: (message) => {
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
    },
  };
}
