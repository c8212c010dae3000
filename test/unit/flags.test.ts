import { describe, expect, it } from 'vitest';
import { answersFromFlags, flagTakesValue } from '../../generators/core/answers/flags.ts';
import { parseAnswers } from '../../generators/core/answers/parse.ts';
import {
  choicesOf,
  type Leaf,
  schemaAt,
  schemaLeaves,
  shapeOf,
} from '../../generators/core/answers/walk.ts';
import { parseArgs, splitPath } from '../../generators/core/args.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';

/** A path to try a leaf with: a name for each map, the first place of each list. */
function concrete(leaf: Leaf): string[] {
  return leaf.path.map((part, i) =>
    part === '<n>' ? '0' : part === '<name>' ? keyFor(leaf.path.slice(0, i)) : part,
  );
}

function keyFor(at: readonly string[]): string {
  if (at.at(-1) === 'env') return 'SOME_NAME';
  if (at[0] === 'values') return 'someName';
  return 'prod';
}

function valueFor(leaf: Leaf): string {
  if (leaf.meta.example !== undefined) return String(leaf.meta.example);
  const shape = shapeOf(leaf.schema);
  if (shape.kind === 'choice') return choicesOf(leaf.schema)[0] as string;
  if (shape.kind === 'yes-no') return 'true';
  if (shape.kind === 'number') return leaf.path[0] === 'answersVersion' ? '1' : '7';
  if (/version$/i.test(leaf.path.at(-1) as string)) return '1.2.3';
  if (/cpu|memory|ephemeralStorage|size/i.test(leaf.path.at(-1) as string)) return '64Mi';
  if (/path/i.test(leaf.path.at(-1) as string)) return '/a';
  if (/interval|Timeout/.test(leaf.path.at(-1) as string)) return '20s';
  return 'a';
}

const leaves = [...schemaLeaves()];

describe('flags', () => {
  it.each(leaves.map((leaf) => [leaf.path.join('.'), leaf] as const))('set %s', (_, leaf) => {
    const path = concrete(leaf);
    const flag = `--${path.map((part) => part.replaceAll('.', '\\.')).join('.')}`;
    const value = valueFor(leaf);
    const takes = flagTakesValue(path);
    const argv = takes && !value.startsWith('--') ? [flag, value] : [`${flag}=${value}`];
    const args = parseArgs(argv, flagTakesValue);
    expect(args.faults).toEqual([]);
    const { said, faults } = answersFromFlags(args.answerFlags);
    expect(faults).toEqual([]);
    const parsed = parseAnswers({}, said);
    const own = parsed.faults.filter(
      (fault) => fault.path === path.join('.') || fault.path.includes('unknown'),
    );
    expect(own).toEqual([]);
    expect(String(at(said, path))).toBe(value);
  });

  it('switch a feature by its bare name', () => {
    const args = parseArgs(['--no-hpa', '--ingress', '--pdb=false', 'my-app'], flagTakesValue);
    expect(args.positionals).toEqual(['my-app']);
    expect(answersFromFlags(args.answerFlags).said).toEqual({
      hpa: { enabled: false },
      ingress: { enabled: true },
      pdb: { enabled: false },
    });
  });

  it('take a dot inside a name behind a backslash', () => {
    expect(splitPath('labels.acme\\.com/team')).toEqual(['labels', 'acme.com/team']);
  });

  it('name the nearest flag for a wrong one', () => {
    const args = parseArgs(['--prot=1', '--workload.sise=M', '--dry-rum'], flagTakesValue);
    const { faults } = answersFromFlags(args.answerFlags);
    expect(faults.map(({ message }) => message)).toEqual([
      'unknown flag; did you mean --port?',
      'unknown flag; did you mean --workload.size?',
      'unknown flag; did you mean --dry-run?',
    ]);
  });

  it('refuse to reach a prototype', () => {
    const { said, faults } = answersFromFlags(
      parseArgs(['--labels.__proto__=x', '--__proto__.a=1'], flagTakesValue).answerFlags,
    );
    expect(faults).toHaveLength(2);
    expect(said).toEqual({});
    expect(({} as DataMap).a).toBeUndefined();
  });

  it('know every leaf by its path', () => {
    for (const leaf of leaves) expect(schemaAt(concrete(leaf)), leaf.path.join('.')).toBeDefined();
    expect(leaves.length).toBeGreaterThan(150);
  });

  it('have a hint each', () => {
    expect(
      leaves.filter(({ meta }) => !meta.description).map(({ path }) => path.join('.')),
    ).toEqual([]);
  });
});

function at(data: unknown, path: readonly string[]): unknown {
  let value = data as Record<string, unknown> | undefined;
  for (const part of path) value = value?.[part] as Record<string, unknown> | undefined;
  return value;
}
