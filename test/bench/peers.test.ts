import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FileMap, fileMap } from '../../generators/core/files.ts';
import { filesOf } from '../../generators/core/generate.ts';
import { peerTemplates, requireChart } from '../../scripts/bench/peer-templates.ts';
import { chartOf, writtenChart } from '../charts/scenarios.ts';
import { filesBelow } from '../yo/files-below.ts';

const requirements = readFileSync(
  join(import.meta.dirname, '../../scripts/bench/requirements.txt'),
  'utf8',
);

describe('the requirements of the peers', () => {
  it('pin every package to one version, with digests', () => {
    const packages = requirements
      .replaceAll('\\\n', '')
      .split('\n')
      .filter((line) => /^\w/.test(line));
    expect(packages.length).toBeGreaterThan(2);
    for (const line of packages) {
      expect(line).toMatch(/^[a-z0-9-]+==[\w.]+ (; python_full_version [<>=]+ '[\d.]+' )?/);
      expect(line).toMatch(/--hash=sha256:[0-9a-f]{64}/);
    }
  });

  it('bring every peer, and name no place that they come from', () => {
    for (const id of Object.keys(peerTemplates)) expect(requirements).toMatch(`\n${id}==`);
    expect(requirements).not.toMatch(/https?:|--(extra-)?index-url|--find-links/);
  });
});

describe.each(Object.entries(peerTemplates))('the template for %s', (_, template) => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'helm-prod-peers-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is the default chart with its name as the only variable', async () => {
    const chart = filesOf(await chartOf({ name: 'my-app' }));
    template.write(folder, chart, 'my-app');
    const made = Object.entries(filesBelow(folder)).map(([path, text]) => [
      path.split('/').slice(1).join('/'),
      text.slice(text.indexOf('\n') + 1).replaceAll(/\[~ [\w.]+ ~\]/g, 'my-app'),
    ]);
    const expected = [...chart.values()].map(({ path, body }) => [path, body]);
    expect(Object.fromEntries(made)).toMatchObject(Object.fromEntries(expected));
  });

  it('refuses a chart with what marks a variable', () => {
    const chart: FileMap = fileMap([{ path: 'a.txt', body: 'tags: [~]', mode: 0o666 }]);
    expect(() => template.write(folder, chart, 'my-app')).toThrow('a.txt holds [~');
  });
});

describe('what a contender made', () => {
  it('is the chart, or the benchmark does not count it', async () => {
    const chart = await chartOf({ name: 'my-app' });
    const files = filesOf(chart);
    const { folder, remove } = writtenChart(chart);
    try {
      requireChart(join(folder, '..'), files, 'my-app');
      const other = new Map(files).set('README.md', { path: 'README.md', body: '', mode: 0o666 });
      expect(() => requireChart(join(folder, '..'), other, 'my-app')).toThrow('README.md differs');
    } finally {
      remove();
    }
  });
});
