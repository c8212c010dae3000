import { describe, expect, it } from 'vitest';
import { decided, merged } from './texts.ts';

/** The merged text, where nothing clashes. */
async function clean(base: string, mine: string, theirs: string): Promise<string> {
  const { text, conflicts } = await merged('yaml', base, mine, theirs);
  expect(conflicts).toEqual([]);
  return text;
}

describe('merging keys of YAML', () => {
  it('lets neighbours change', async () => {
    expect(await clean('a: 1\nb: 2\nc: 3\n', 'a: 9\nb: 2\nc: 3\n', 'a: 1\nb: 8\n')).toBe(
      'a: 9\nb: 8\n',
    );
  });

  it('keeps what both add at the same place, mine first, and what they add alike once', async () => {
    const base = 'image:\n  tag: "1"\nend: 0\n';
    const mine = 'image:\n  tag: "1"\n  m: 1\n  same: x\nend: 0\n';
    const theirs = 'image:\n  tag: "1"\n  t: 2\n  same: x\nend: 0\n';
    expect(await clean(base, mine, theirs)).toBe(
      'image:\n  tag: "1"\n  m: 1\n  t: 2\n  same: x\nend: 0\n',
    );
  });

  it.each([
    ['a:\n  x: 1\n  y: 2\nb: 0\n', 'a:\n  y: 2\nb: 0\n', 'a:\n  x: 1\nb: 0\n', 'a: {}\nb: 0\n'],
    ['a: # why\n  - x\n  - y\n', 'a: # why\n  - y\n', 'a: # why\n  - x\n', 'a: [] # why\n'],
  ])('says so where together they leave nothing of %j', async (base, mine, theirs, nothing) => {
    expect(await clean(base, mine, theirs)).toBe(nothing);
  });

  it('conflicts around one pair where its values differ', async () => {
    const { text, conflicts } = await merged(
      'yaml',
      'image:\n  name: x\n  tag: "1" # pinned\n  pull: Always\n',
      'image:\n  name: x\n  tag: "2" # pinned\n  pull: Never\n',
      'image:\n  name: y\n  tag: "3" # pinned\n  pull: Always\n',
    );
    expect(text).toBe(
      'image:\n  name: y\n<<<<<<< yours\n  tag: "2" # pinned\n=======\n  tag: "3" # pinned\n>>>>>>> new\n  pull: Never\n',
    );
    expect(conflicts).toMatchObject([
      { path: 'image.tag', line: 3, base: '  tag: "1" # pinned\n' },
    ]);
  });

  it('conflicts where one deletes what the other changed', async () => {
    const { text, conflicts } = await merged(
      'yaml',
      'a:\n  b: 1\nc: 1\n',
      'c: 1\n',
      'a:\n  b: 2\nc: 1\n',
    );
    expect(text).toBe('<<<<<<< yours\n=======\na:\n  b: 2\n>>>>>>> new\nc: 1\n');
    expect(conflicts).toMatchObject([{ path: 'a', mine: '' }]);
  });

  it('keeps quotes, order, blanks and comments of mine to the byte', async () => {
    const base = 'a: 1\nb: 2\nc: 3\n';
    const mine = "# My notes.\n\n\nc:   3\nb: '2'   # two\n\na: 1\n# the end\n";
    expect(await clean(base, mine, 'a: 7\nb: 2\nc: 3\nd: 4\n')).toBe(
      "# My notes.\n\n\nc:   3\nd: 4\nb: '2'   # two\n\na: 7\n# the end\n",
    );
  });

  it('takes their order where only they moved keys', async () => {
    expect(await clean('a: 1\nb: 2\nc: 3\n', 'a: 1\nb: 9\nc: 3\n', 'c: 3\na: 1\nb: 2\n')).toBe(
      'c: 3\na: 1\nb: 9\n',
    );
  });

  it('takes comments with their key, and merges them apart from its value', async () => {
    expect(
      await clean(
        '# -- The tag.\ntag: "1" # old\nend: 0\n',
        '# -- The tag; ask Ann.\ntag: "1" # mine\nend: 0\n',
        '# -- The tag.\ntag: "2" # old\nend: 0\n',
      ),
    ).toBe('# -- The tag; ask Ann.\ntag: "2" # mine\nend: 0\n');
    expect(await clean('# a\na: 1\nb: 2\n', '# a\na: 1\nb: 3\n', 'b: 2\n')).toBe('b: 3\n');
  });

  it('leaves an example in comments with the key above it', async () => {
    const example = 'resources: {}\n  # limits:\n  #   cpu: 1\n';
    expect(
      await clean(`${example}b: 1\n`, `${example}b: 2\n`, `new: 1\n${example}b: 1\nlast: 1\n`),
    ).toBe(`new: 1\n${example}b: 2\nlast: 1\n`);
  });

  it('lets both fill a map that was empty, and one empty it where the other adds', async () => {
    expect(await clean('a: {}\n', 'a:\n  x: 1\n', 'a:\n  y: 2\n')).toBe('a:\n  x: 1\n  y: 2\n');
    expect(await clean('a:\n  x: 1\nb: 1\n', 'a:\nb: 1\n', 'a:\n  x: 1\n  y: 2\nb: 1\n')).toBe(
      'a:\n  y: 2\nb: 1\n',
    );
  });

  it('takes a flow map whole', async () => {
    const { conflicts } = await merged(
      'yaml',
      'a: {x: 1, y: 2}\n',
      'a: {x: 9, y: 2}\n',
      'a: {x: 1, y: 9}\n',
    );
    expect(conflicts).toMatchObject([{ path: 'a' }]);
  });

  it('merges a text of many lines by its lines', async () => {
    const text = (first: string, last: string) => `a: |\n  ${first}\n  -\n  ${last}\nb: 1\n`;
    expect(await clean(text('1', '2'), text('one', '2'), text('1', 'two'))).toBe(
      text('one', 'two'),
    );
  });
});

it('merges thousands of keys', async () => {
  const text = (changed: number) =>
    Array.from({ length: 3000 }, (_, i) => `key${i}: ${i === changed ? 'new' : i}\n`).join('');
  const both = await clean(text(-1), text(5), text(2990));
  expect(both).toBe(text(5).replace(': 2990\n', ': new\n'));
});

describe('merging lists of YAML', () => {
  const env = (...items: string[]) =>
    `env:\n${items.map((it) => `  - name: ${it.replace(' ', '\n    value: ')}\n`).join('')}end: 0\n`;

  it('goes by name', async () => {
    expect(await clean(env('A 1', 'B 2'), env('A 9', 'B 2', 'M 0'), env('T 0', 'A 1', 'B 8'))).toBe(
      env('T 0', 'A 9', 'B 8', 'M 0'),
    );
    const { text, conflicts } = await merged('yaml', env('A 1'), env('A 2'), env('A 3'));
    expect(conflicts).toMatchObject([{ path: 'env[A].value', mine: '    value: 2\n' }]);
    expect(text).toContain('  - name: A\n<<<<<<< yours\n');
  });

  it('keeps a dash before the first key of an item', async () => {
    const item = (...keys: string[]) => `l:\n  - ${keys.join('\n    ')}\n`;
    expect(
      await clean(
        item('first: 1', 'name: x', 'z: 1'),
        item('name: x', 'z: 1'),
        item('first: 1', 'name: x', 'z: 2'),
      ),
    ).toBe(item('name: x', 'z: 2'));
  });

  const list = (...items: string[]) => `l:\n${items.map((it) => `  - ${it}\n`).join('')}end: 0\n`;

  it('keeps what both add to a list of words, mine first', async () => {
    expect(await clean(list('a'), list('a', 'm'), list('a', 't'))).toBe(list('a', 'm', 't'));
    expect(await clean(list('a'), list('a', 'x'), list('a', 'x', 't'))).toBe(list('a', 'x', 't'));
    expect(await clean(list('a', 'b'), list('a', 'b', 'c'), list('a', 'B'))).toBe(
      list('a', 'B', 'c'),
    );
  });

  it('keeps a word of each side, though the other one added the same elsewhere', async () => {
    const base = list('./app', '--workers', '--verbose');
    const [more, few] = [
      list('./app', '--workers', '--verbose', '--retries', '"4"'),
      list('./app', '--workers', '"4"', '--verbose'),
    ];
    const both = list('./app', '--workers', '"4"', '--verbose', '--retries', '"4"');
    expect(await clean(base, more, few)).toBe(both);
    expect(await clean(base, few, more)).toBe(both);
  });

  it('conflicts over a word that is no part of the same addition', async () => {
    const sides = [list('--a', '--c', '"1"'), list('--a', '"1"')];
    for (const [mine = '', theirs = ''] of [sides, sides.toReversed()]) {
      const { text, conflicts } = await merged('yaml', list('--a'), mine, theirs);
      expect(conflicts).toMatchObject([{ path: 'l' }]);
      expect([decided(text, 'mine'), decided(text, 'theirs')]).toEqual([mine, theirs]);
    }
  });

  it('keeps once what both moved', async () => {
    const base = list('a', 'b', 'c', 'd', 'e');
    const [first, third] = [list('e', 'a', 'b', 'c', 'd'), list('a', 'b', 'e', 'c', 'd')];
    expect(await clean(base, first, third)).toBe(first);
    expect(await clean(base, third, first)).toBe(third);
  });

  it('tears no flag from its value', async () => {
    const { conflicts } = await merged(
      'yaml',
      list('a'),
      list('a', '--set', 'x'),
      list('a', '--set', 'y'),
    );
    expect(conflicts).toMatchObject([{ path: 'l', mine: '  - x\n', theirs: '  - y\n' }]);
  });

  it('drops no comment of an item that both add', async () => {
    const [mine, theirs] = [list('a', 'x'), list('a', 'x').replace('  - x', '  # why\n  - x')];
    const { text } = await merged('yaml', list('a'), mine, theirs);
    expect(text).toContain('# why');
  });

  it('forgets no item that a side took from a list in one line', async () => {
    const { conflicts } = await merged('yaml', 'l: [a, b]\n', list('a', 'b', 'm'), list('b', 't'));
    expect(conflicts).toHaveLength(1);
  });

  it.each([
    ['an item', '', ''],
    ['a value of a named item', 'name: x\n    s: ', '  '],
    ['a value of an item', 'hook:\n      s: ', '    '],
  ])('loses no blank line of a text in %s that the other side deletes', async (_, key, pad) => {
    const text = (blank: string) => `${key}|\n${pad}    a\n${blank}${pad}    b`;
    const [base, mine] = [list(text(''), 'name: y'), list(text('\n'), 'name: y')];
    const theirs = list('name: y');
    for (const sides of [[mine, theirs] as const, [theirs, mine] as const]) {
      const { text, conflicts } = await merged('yaml', base, ...sides);
      expect(conflicts).toHaveLength(1);
      expect([decided(text, 'mine'), decided(text, 'theirs')]).toEqual([...sides]);
    }
  });

  it('keeps a blank line of a text that one side adds where the other adds an item', async () => {
    const [base, mine] = [list('|\n    a\n    b'), list('|\n    a\n\n    b')];
    const theirs = list('|\n    a\n    b', 't');
    expect(await clean(base, mine, theirs)).toBe(list('|\n    a\n\n    b', 't'));
  });

  it('deletes an item that has another blank line above it, and none within', async () => {
    const mine = list('a', 'b', 'c').replace('  - b', '\n  - b');
    expect(await clean(list('a', 'b', 'c'), mine, list('a', 'c'))).toBe(list('a', 'c'));
  });

  it('conflicts over one item where both changed it', async () => {
    const { conflicts } = await merged(
      'yaml',
      list('a', 'b', 'c'),
      list('a', 'x', 'c'),
      list('a', 'y', 'c'),
    );
    expect(conflicts).toMatchObject([{ path: 'l', line: 3, mine: '  - x\n', theirs: '  - y\n' }]);
  });
});

describe('YAML that is merged by lines', () => {
  it.each([
    ['anchors', 'a: &x 1\nb: *x\nc: 0\nd: 0\ne: 0\n'],
    ['tags', 'a: !!str 1\nb: 0\nc: 0\nd: 0\ne: 0\n'],
    ['several documents', 'a: 1\n---\na: 2\nb: 0\nc: 0\nd: 0\ne: 0\n'],
    ['what cannot be read', 'a: [\nb: 0\nc: 0\nd: 0\ne: 0\n'],
    ['a key twice', 'a: 1\na: 2\nb: 0\nc: 0\nd: 0\ne: 0\n'],
    ['a key twice in one line', 'a: 1\nl: [{x: {y: 1, y: 2}}]\nb: 0\nc: 0\nd: 0\ne: 0\n'],
  ])('has %s', async (_, base) => {
    const [mine, theirs] = [base.replace('a:', 'A:'), base.replace('e: 0', 'e: 1')];
    expect(await clean(base, mine, theirs)).toBe(mine.replace('e: 0', 'e: 1'));
    const apart = await merged('yaml', base, base.replace('d: 0', 'd: 5'), theirs);
    expect(apart.conflicts).toHaveLength(1);
  });

  it('conflicts rather than losing an anchor that is still referred to', async () => {
    const between = 'c: 0\nd: 0\ne: 0\n';
    const { text, conflicts } = await merged(
      'yaml',
      `a: 1\n${between}b: 0\n`,
      `a: &x 1\n${between}b: *x\n`,
      `a: 2\n${between}b: 0\n`,
    );
    expect(conflicts).toHaveLength(1);
    expect(decided(text, 'mine')).toBe(`a: &x 1\n${between}b: *x\n`);
    expect(decided(text, 'theirs')).toBe(`a: 2\n${between}b: 0\n`);
  });

  it.each([
    ['an alias of nothing', 'm: *nothing\n'],
    ['an alias in what it means', 'm: &m [*m]\n'],
    ['more aliases than are followed', `m: &m 1\nn: [${'*m, '.repeat(101)}]\n`],
  ])('keeps %s', async (_, own) => {
    const base = 'a: 1\nb: 0\nc: 0\n';
    expect(await clean(base, `${base}${own}`, base.replace('1', '2'))).toBe(
      `a: 2\nb: 0\nc: 0\n${own}`,
    );
  });

  it('conflicts rather than having a key twice', async () => {
    const lines = 'a: &x 1\nb: 0\nc: 0\nd: 0\ne: 0\n';
    const { conflicts } = await merged('yaml', lines, `n: 1\n${lines}`, `${lines}n: 2\n`);
    expect(conflicts).toHaveLength(1);
  });
});
