import { describe, expect, it } from 'vitest';
import { fileMap, MODE_FILE } from '../../generators/core/files.ts';
import { decodeLock, encodeLock, LockError } from '../../generators/core/lock/lock.ts';

const texts = [
  '',
  '\n',
  'a',
  'a\n',
  'a\n\n',
  '\n\na',
  '== x\n',
  '|a\n',
  '\\\n',
  'generator 1\n',
  'answers\n',
  '<<<<<<< ours\n',
  'a\r\nb\r\n',
  '# a\n',
  'é🎉\n',
  '\\',
];

const answers = { name: 'my-app', labels: { a: '== x', b: 'line\nline\r\n' }, list: [1, true] };
const filesOf = (bodies: readonly string[]) =>
  fileMap(bodies.map((body, i) => ({ path: `f/${i}`, body, mode: MODE_FILE })));

describe('the lock', () => {
  it('gives every text and the answers back to the byte, whatever they hold', () => {
    const files = filesOf(texts);
    const lock = decodeLock(encodeLock('1.2.3', answers, files));
    expect(lock.version).toBe('1.2.3');
    expect(lock.answers).toEqual(answers);
    expect([...lock.files.keys()].toSorted()).toEqual([...files.keys()].toSorted());
    for (const [path, { body }] of files) expect(lock.files.get(path), path).toBe(body);
  });

  it('keeps a line for a line, in the order of the paths', () => {
    const files = fileMap([
      { path: 'b', body: 'one\ntwo\n', mode: MODE_FILE },
      { path: 'a', body: 'x', mode: MODE_FILE },
    ]);
    expect(encodeLock('1.0.0', { name: 'my-app' }, files).split('\n').slice(1)).toEqual([
      'generator 1.0.0',
      'answers',
      '|{',
      '| "name": "my-app"',
      '|}',
      '== a',
      '|x',
      '\\',
      '== b',
      '|one',
      '|two',
      '',
    ]);
  });

  it('reads what 0.1.0 wrote, without answers', () => {
    const lock = decodeLock('# The chart\ngenerator 0.1.0\n== a\n|one\n== b\n');
    expect(lock).toEqual({
      version: '0.1.0',
      files: new Map([
        ['a', 'one\n'],
        ['b', ''],
      ]),
    });
  });

  it('is the same with the line ends of Windows', () => {
    const texts = ['', 'a', 'a\n', '\n', 'a\n\nb\n'];
    const text = encodeLock('1.2.3-beta.1', answers, filesOf(texts));
    expect(decodeLock(text.replaceAll('\n', '\r\n'))).toEqual(decodeLock(text));
  });

  it.each([
    ['a comma too few', '|{\n| "a": 1\n| "b": 2\n|}\n'],
    ['no map', '|[]\n'],
    ['nothing', ''],
  ])('has no answers where git has made %s of them', (_, json) => {
    const lock = decodeLock(`# x\ngenerator 1.0.0\nanswers\n${json}== a\n|x\n`);
    expect(lock).toEqual({ version: '1.0.0', files: new Map([['a', 'x\n']]) });
  });
});

describe('a lock that cannot be believed', () => {
  const head = '# x\ngenerator 1.0.0\n';
  const fault = (text: string): unknown => {
    try {
      return decodeLock(text);
    } catch (error) {
      if (!(error instanceof LockError)) throw error;
      const { kind, line, message, version } = error;
      return { kind, line, message, version };
    }
  };

  it.each([
    ['in a file', `${head}== a\n|x\n<<<<<<< HEAD\n|y\n=======\n|z\n>>>>>>> other\n`, 5, '1.0.0'],
    ['around files', `${head}<<<<<<< HEAD\n== a\n=======\n== b\n>>>>>>> other\n`, 3, '1.0.0'],
    ['with the base', `${head}== a\n<<<<<<< HEAD\n||||||| base\n=======\n>>>>>>> x\n`, 4, '1.0.0'],
    ['in the answers', `${head}answers\n|{\n<<<<<<< HEAD\n|}\n== a\n`, 5, '1.0.0'],
    ['about the version', '# x\n<<<<<<< HEAD\ngenerator 1.0.0\n=======\n', 2, undefined],
    ['of which only the middle is left', `${head}== a\n|x\n=======\n|y\n`, 5, '1.0.0'],
  ])('holds conflict markers of git %s', (_, text, line, version) => {
    const message = `line ${line} of the lock is a conflict marker of git`;
    expect(fault(text)).toEqual({ kind: 'conflict', line, message, version });
    expect(fault(text.replaceAll('\n', '\r\n'))).toEqual(fault(text));
  });

  it.each([
    ['a word of a newer format', '# x\ngenerator 9.0.0\nstarter x\n', 3, '9.0.0'],
    ['a word of a newer format among files', `${head}== a\nmode 755\n|x\n`, 4, '1.0.0'],
    ['a version that is none', '# x\ngenerator latest\n', 2, undefined],
    ['a version twice', `${head}generator 1.0.0\n`, 3, '1.0.0'],
    ['a version among files', '# x\n== a\ngenerator 1.0.0\n', 3, undefined],
    ['answers twice', `${head}answers\n|{}\nanswers\n`, 5, '1.0.0'],
    ['answers among files', `${head}== a\nanswers\n|{}\n`, 4, '1.0.0'],
    ['two texts of one file', `${head}== a\n|x\n\n|y\n`, 6, '1.0.0'],
    ['a text of nothing', `${head}|x\n`, 3, '1.0.0'],
    ['a text after its end', `${head}== a\n|x\n\\\n|y\n`, 6, '1.0.0'],
    ['an end of nothing', `${head}== a\n\\\n`, 4, '1.0.0'],
    ['an end of the answers', `${head}answers\n|{}\n\\\n`, 5, '1.0.0'],
    ['a comment among files', `${head}== a\n# x\n`, 4, '1.0.0'],
  ])('holds %s', (_, text, line, version) => {
    const message = `line ${line} of the lock cannot be read`;
    expect(fault(text)).toEqual({ kind: 'unreadable', line, message, version });
  });

  it.each([
    ['a', 'is there twice'],
    ['../a', 'holds ".."'],
    ['/etc/a', 'is absolute'],
    ['b\\a', 'holds a backslash; paths are written with /'],
    ['', 'is empty'],
  ])('names the file %j', (path, why) => {
    const message = `line 4 of the lock names a file whose path ${why}`;
    const found = { kind: 'unreadable', line: 4, message, version: '1.0.0' };
    expect(fault(`${head}== a\n== ${path}\n`)).toEqual(found);
  });

  it.each([['nothing\n'], ['# x\n'], ['']])('names no version: %j', (text) => {
    expect(fault(text)).toMatchObject({ kind: 'unreadable', line: 1, version: undefined });
  });
});
