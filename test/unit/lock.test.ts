import { describe, expect, it } from 'vitest';
import { fileMap, MODE_FILE } from '../../generators/core/files.ts';
import { decodeLock, encodeLock } from '../../generators/core/lock/lock.ts';

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
  'a\r\nb\r\n',
  '# a\n',
  'é🎉\n',
  '\\',
];

describe('the lock', () => {
  it('gives every text back to the byte, whatever it holds', () => {
    const files = fileMap(texts.map((body, i) => ({ path: `f/${i}`, body, mode: MODE_FILE })));
    const lock = decodeLock(encodeLock('1.2.3', files));
    expect(lock.version).toBe('1.2.3');
    expect([...lock.files.keys()].toSorted()).toEqual([...files.keys()].toSorted());
    for (const [path, { body }] of files) expect(lock.files.get(path), path).toBe(body);
  });

  it('keeps a line for a line, in the order of the paths', () => {
    const files = fileMap([
      { path: 'b', body: 'one\ntwo\n', mode: MODE_FILE },
      { path: 'a', body: 'x', mode: MODE_FILE },
    ]);
    expect(encodeLock('1.0.0', files).split('\n').slice(1)).toEqual([
      'generator 1.0.0',
      '== a',
      '|x',
      '\\',
      '== b',
      '|one',
      '|two',
      '',
    ]);
  });

  it('says where it cannot be read', () => {
    expect(() => decodeLock('nothing\n')).toThrow('the lock names no generator version');
    expect(() => decodeLock('# x\ngenerator 1.0.0\n== a\nbad\n')).toThrow(
      'line 4 of the lock cannot be read',
    );
  });
});
