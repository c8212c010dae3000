import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  branch,
  type Data,
  type DataMap,
  differences,
  leaf,
  mergeData,
  mergeTrees,
  putAt,
} from '../../generators/core/compose/tree.ts';
import { dataToYaml, treeToYaml } from '../../generators/core/compose/yaml.ts';

/** A small generator of its own, so that a failure can be run again by its seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

const texts = [
  'a',
  'on',
  '1e3',
  'x: y',
  'line\nline',
  'line\n\nline\n',
  ' lead\n',
  '{{ x }}',
  '#',
  '',
  '\t',
  'é',
  '🎉',
  '- x',
  '"',
  "'",
  'a\\b',
  '%',
  '1.10',
];

function randomData(next: () => number, depth: number): Data {
  const kind = next();
  if (depth === 0 || kind < 0.5) {
    if (kind < 0.1) return Math.floor(next() * 1e7);
    if (kind < 0.15) return next() < 0.5;
    return texts[Math.floor(next() * texts.length)] as string;
  }
  const size = Math.floor(next() * 4);
  if (kind < 0.7) return Array.from({ length: size }, () => randomData(next, depth - 1));
  return Object.fromEntries(
    Array.from({ length: size }, (_, i) => [
      `${texts[Math.floor(next() * 4)]}${i}`,
      randomData(next, depth - 1),
    ]),
  );
}

describe('what is written as YAML', () => {
  it('reads back as it was, whatever it is', () => {
    for (let seed = 1; seed <= 2000; seed++) {
      const data: DataMap = { root: randomData(random(seed), 4) };
      expect(parse(dataToYaml(data)), `seed ${seed}`).toEqual(data);
    }
  });

  it('stands under its advice, wrapped at 100 columns', () => {
    const tree = { a: branch('About a.', { b: leaf('x', 'word '.repeat(40).trim(), {}) }) };
    const text = treeToYaml(tree);
    expect(text).toMatch(/^# About a\.\na:\n {2}# -- word /);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(parse(text)).toEqual({ a: { b: 'x' } });
  });
});

describe('trees', () => {
  it('share branches and refuse two owners of a value', () => {
    const one = { metrics: branch('', { a: leaf(1, 'A.', {}) }) };
    const two = { metrics: branch('', { b: leaf(2, 'B.', {}) }) };
    expect(Object.keys((mergeTrees([one, two]).metrics as { children: object }).children)).toEqual([
      'a',
      'b',
    ]);
    expect(() => mergeTrees([one, one])).toThrow(
      'two parts of the chart claim the value metrics.a',
    );
  });

  it('an overlay says nothing twice', () => {
    const base = { a: 1, b: { c: 'x', d: [1] } };
    expect(differences(base, { a: 1, b: { c: 'y', d: [1] } })).toEqual({ b: { c: 'y' } });
    expect(differences(base, base)).toEqual({});
    expect(mergeData(base, differences(base, { b: { d: [] } }))).toEqual({
      a: 1,
      b: { c: 'x', d: [] },
    });
  });

  it('take a value at a path unless something is in the way', () => {
    const data: DataMap = { a: 'x' };
    expect(putAt(data, ['b', 'c'], 1)).toBe(true);
    expect(putAt(data, ['a', 'c'], 1)).toBe(false);
    expect(data).toEqual({ a: 'x', b: { c: 1 } });
  });
});
