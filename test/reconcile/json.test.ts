import { describe, expect, it } from 'vitest';
import { merged } from './texts.ts';

const text = (data: unknown) => `${JSON.stringify(data, null, 2)}\n`;

async function clean(base: string, mine: string, theirs: string): Promise<string> {
  const result = await merged('json', base, mine, theirs);
  expect(result.conflicts).toEqual([]);
  return result.text;
}

describe('merging keys of JSON', () => {
  it('lets neighbours change, and puts commas right', async () => {
    const [base, mine, theirs] = [
      { a: 1, b: 2 },
      { a: 9, b: 2, m: 0 },
      { a: 1, b: 8, t: 0 },
    ];
    expect(await clean(text(base), text(mine), text(theirs))).toBe(
      text({ a: 9, b: 8, m: 0, t: 0 }),
    );
    expect(await clean(text({ a: 1, b: 2 }), text({ a: 1 }), text({ a: 3, b: 2 }))).toBe(
      text({ a: 3 }),
    );
  });

  it('goes into what is nested', async () => {
    const of = (min: number, max: number) => text({ port: { type: 'integer', min, max }, end: {} });
    expect(await clean(of(1, 2), of(5, 2), of(1, 6))).toBe(of(5, 6));
  });

  it('conflicts around one pair', async () => {
    const { text: result, conflicts } = await merged(
      'json',
      text({ a: { b: 1, c: 1 } }),
      text({ a: { b: 2, c: 1 } }),
      text({ a: { b: 3, c: 2 } }),
    );
    expect(result).toBe(
      '{\n  "a": {\n<<<<<<< yours\n    "b": 2,\n=======\n    "b": 3,\n>>>>>>> new\n    "c": 2\n  }\n}\n',
    );
    expect(conflicts).toMatchObject([{ path: 'a.b', line: 3 }]);
  });

  it('keeps what both append to a list', async () => {
    expect(await clean(text(['a']), text(['a', 'm']), text(['a', 't']))).toBe(
      text(['a', 'm', 't']),
    );
  });

  it('keeps the formatting of mine where nothing changed', async () => {
    const mine = '{\n    "a":   [1, 2],\n\n    "b": {"x": 1},\n    "c": 5\n}\n';
    const base = text({ a: [1, 2], b: { x: 1 }, c: 1 });
    const { text: result } = await merged(
      'json',
      base,
      mine,
      text({ a: [1, 2], b: { x: 1 }, c: 1, d: 2 }),
    );
    expect(result).toBe('{\n    "a":   [1, 2],\n\n    "b": {"x": 1},\n    "c": 5,\n  "d": 2\n}\n');
  });

  it('goes by lines where a side cannot be read', async () => {
    const broken = text({ a: 1, b: 2, c: 3, d: 4 }).replace('"a": 1,', '"a": 1');
    const result = await merged(
      'json',
      text({ a: 1, b: 2, c: 3, d: 4 }),
      broken,
      text({ a: 1, b: 2, c: 3, d: 5 }),
    );
    expect(result.text).toBe(broken.replace('"d": 4', '"d": 5'));
  });

  it('can be read however a conflict at the end is decided', async () => {
    const { text: result } = await merged(
      'json',
      text({ a: 1, b: 2 }),
      text({ a: 1 }),
      text({ a: 1, b: 3 }),
    );
    expect(result).toBe(
      '{\n<<<<<<< yours\n  "a": 1\n=======\n  "a": 1,\n  "b": 3\n>>>>>>> new\n}\n',
    );
  });
});
