import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf } from '../../generators/core/generate.ts';
import { decodeLock } from '../../generators/core/lock/lock.ts';
import { answersOf, chartOf, goldenFolder, scenarios } from './scenarios.ts';

describe.each(scenarios)('golden chart %s', (scenario) => {
  it('is what the answers make, to the byte; npm run golden rewrites it', async () => {
    const files = filesOf(await chartOf(await answersOf(scenario)));
    const folder = join(goldenFolder, scenario, 'chart');
    const onDisk = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
    expect([...files.keys()].toSorted()).toEqual(onDisk.toSorted());
    for (const { path, body } of files.values()) {
      expect(body, path).toBe(readFileSync(join(folder, path), 'utf8'));
    }
  });

  it('is the same when it is rendered again, and when its own answers file is the answers', async () => {
    const answers = await answersOf(scenario);
    const first = filesOf(await chartOf(answers));
    expect(filesOf(await chartOf(answers))).toEqual(first);
    const { parse } = await import('yaml');
    const recorded = parse(first.get('helm-prod.yaml')?.body ?? '');
    const again = filesOf(await chartOf(recorded));
    for (const { path, body } of first.values()) expect(again.get(path)?.body, path).toBe(body);
  });

  it('has a lock that gives every file back', async () => {
    const files = filesOf(await chartOf(await answersOf(scenario)));
    const lock = decodeLock(files.get('helm-prod.lock')?.body ?? '');
    for (const { path, body } of files.values()) {
      if (path !== 'helm-prod.lock') expect(lock.files.get(path), path).toBe(body);
    }
  });
});
