import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { chartFrom } from '../../generators/core/generate.ts';
import { wholeAnswers } from '../../generators/core/migrations/whole-answers.ts';
import { thisGenerator } from '../../generators/core/this-generator.ts';
import { compareVersions } from '../../generators/core/versions.ts';
import { keepRelease } from '../../scripts/golden/releases.ts';
import { goldenFolder, scenarios } from '../charts/scenarios.ts';
import { releasedCharts, releasedVersions, writeReleased } from './charts.ts';

const scratch = mkdtempSync(join(tmpdir(), 'helm-prod-releases-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const charts = releasedVersions().flatMap((version) => releasedCharts(version));

describe('the releases', () => {
  it('are versions, oldest first, none newer than this one', () => {
    const versions = releasedVersions();
    expect(versions[0]).toBe('0.1.0');
    expect(versions).toEqual(versions.toSorted(compareVersions));
    expect(compareVersions(versions.at(-1) ?? '', thisGenerator.version)).toBeLessThanOrEqual(0);
  });

  it.each(charts)('$version has a chart $scenario whose answers are understood', async (chart) => {
    expect(chart.lock.version).toBe(chart.version);
    const { said, faults } = wholeAnswers(parse(chart.lock.files.get('helm-prod.yaml') ?? ''));
    expect(faults).toEqual([]);
    const result = await chartFrom({ file: said });
    expect(result.ok ? [] : result.faults).toEqual([]);
  });

  it.each(charts)('$version: $scenario is written as it was', ({ version, scenario, ...chart }) => {
    const folder = join(scratch, version, scenario);
    writeReleased(version, scenario, folder);
    const written = readdirSync(folder, { recursive: true, withFileTypes: true });
    expect(written.filter((entry) => entry.isFile()).length).toBe(chart.lock.files.size + 1);
    expect(readFileSync(join(folder, 'helm-prod.lock'), 'utf8')).toBe(chart.lockText);
    for (const [path, text] of chart.lock.files) {
      expect(readFileSync(join(folder, path), 'utf8'), path).toBe(text);
    }
  });

  it('has no chart that was never released', () => {
    expect(() => writeReleased('0.1.0', 'none', scratch)).toThrow('no chart none was released');
  });
});

describe('a release', () => {
  const golden = join(scratch, 'golden');
  const releases = join(scratch, 'releases');

  it('keeps every golden chart as it is', () => {
    cpSync(goldenFolder, golden, { recursive: true });
    keepRelease(thisGenerator.version, releases, golden);
    keepRelease(thisGenerator.version, releases, golden);
    const kept = releasedCharts(thisGenerator.version, releases);
    expect(kept.map(({ scenario }) => scenario)).toEqual(scenarios);
    for (const { scenario, lockText } of kept) {
      const lock = join(goldenFolder, scenario, 'chart/helm-prod.lock');
      expect(lockText).toBe(readFileSync(lock, 'utf8'));
    }
    expect(releasedVersions(releases)).toEqual([thisGenerator.version]);
  });

  it('is refused while a golden chart is of another version', () => {
    const scenario = scenarios[0] as string;
    const lock = join(golden, scenario, 'chart/helm-prod.lock');
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^generator .*/m, 'generator 0.0.1'));
    expect(() => keepRelease(thisGenerator.version, releases, golden)).toThrow(
      `the golden chart ${scenario} is of 0.0.1, not ${thisGenerator.version}: npm run golden`,
    );
  });
});
