import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Tests run what is published: the build stands before them all. */
export default function setup(): void {
  const project = join(import.meta.dirname, '../..');
  const result = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build/main.ts'], {
    cwd: project,
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`the build failed\n${result.stderr}`);
}
