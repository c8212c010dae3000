import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../generators/core/changes.ts';
import { features } from '../../generators/core/features.ts';
import { filesOf } from '../../generators/core/generate.ts';
import { thisGenerator } from '../../generators/core/this-generator.ts';
import { compareVersions } from '../../generators/core/versions.ts';
import {
  fingerprintOf,
  goldenCharts,
  type PristineChart,
} from '../../scripts/golden/fingerprint.ts';
import { untoldChange } from '../../scripts/golden/untold.ts';
import { templateChanges } from '../../templates/changes.ts';
import { answersOf, chartOf, scenarios } from '../charts/scenarios.ts';
import { releasedCharts, releasedVersions } from '../releases/charts.ts';

const golden = goldenCharts();
const newest = templateChanges.at(-1);
const everything = new Set(features.map(({ id }) => id));

describe('the golden charts', () => {
  it('are as the newest line of templates/changes.ts says', () => {
    expect(untoldChange()).toBeUndefined();
  });

  it.each(releasedVersions())('tell what has changed since %s', (version) => {
    const released = releasedCharts(version).map(
      ({ scenario, lock }): PristineChart => ({ scenario, version, files: lock.files }),
    );
    const known = new Set(released.map(({ scenario }) => scenario));
    const now = golden.filter(({ scenario }) => known.has(scenario));
    expect(now.length).toBe(released.length);
    const isTold = changesBetween(version, newest?.version ?? version, everything).length > 0;
    expect(isTold || fingerprintOf(now) === fingerprintOf(released), version).toBe(true);
  });
});

describe('the fingerprint', () => {
  const changed = (path: string, text: string) =>
    golden.map((chart, i) =>
      i === 0 ? { ...chart, files: new Map(chart.files).set(path, text) } : chart,
    );

  it('is of every text and path', () => {
    const prints = [
      golden,
      changed('values.yaml', ''),
      changed('new.yaml', ''),
      changed('other.yaml', ''),
      golden.slice(1),
    ].map(fingerprintOf);
    expect(new Set(prints).size).toBe(prints.length);
    expect(fingerprintOf(golden.toReversed())).toBe(prints[0]);
  });

  it('stays where only the version of the generator is another', async () => {
    const { version } = thisGenerator;
    const render = async () => {
      const charts = await Promise.all(
        scenarios.map(async (s) => [s, filesOf(await chartOf(await answersOf(s)))] as const),
      );
      return charts.map(([scenario, files]): PristineChart => {
        const texts = [...files.values()].filter(({ path }) => path !== 'helm-prod.lock');
        const bodies = new Map(texts.map(({ path, body }) => [path, body]));
        return { scenario, version: thisGenerator.version, files: bodies };
      });
    };
    const before = await render();
    try {
      thisGenerator.version = '99.0.0-beta.1';
      const after = await render();
      expect(after[0]?.files).not.toEqual(before[0]?.files);
      expect(fingerprintOf(after)).toBe(fingerprintOf(before));
    } finally {
      thisGenerator.version = version;
    }
    expect(fingerprintOf(before)).toBe(fingerprintOf(golden));
  });

  it('says what to do where it is another', () => {
    const charts = changed('values.yaml', '');
    expect(untoldChange(charts)).toBe(
      `the golden charts changed: add a line to templates/changes.ts with golden: '${fingerprintOf(charts)}'`,
    );
    expect(untoldChange(charts, [])).toContain(fingerprintOf(charts));
  });
});

describe('templates/changes.ts', () => {
  it('goes from the oldest version to the newest', () => {
    const versions = templateChanges.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted(compareVersions));
  });

  it('tells of no release after the next one', () => {
    const [major = 0, minor = 0] = thisGenerator.version.split('.').map(Number);
    const pending = templateChanges
      .map(({ version }) => version)
      .filter((version) => compareVersions(version, thisGenerator.version) > 0);
    // What changes a chart is at least a minor.
    const next = [`${major}.${minor + 1}.0`, `${major + 1}.0.0`];
    expect(pending.filter((version) => !next.includes(version))).toEqual([]);
    expect(new Set(pending).size).toBeLessThan(2);
  });

  it.each(templateChanges)('says one sentence: $text', ({ text, golden, feature }) => {
    expect(text).toMatch(/^[^\n]{10,110}\.$/);
    expect(text).not.toMatch(/^\s|\.\.$/);
    expect(golden).toMatch(/^[0-9a-f]{12}$/);
    if (feature !== undefined) expect([...everything]).toContain(feature);
  });
});
