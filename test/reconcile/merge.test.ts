import { describe, expect, it } from 'vitest';
import { hasConflictMarkers, isLeftOpen } from '../../generators/core/reconcile/merge.ts';
import { merged } from './texts.ts';

describe('a merge', () => {
  it('takes the one side that changed something, to the byte', async () => {
    const [base, changed] = ['a: 1\nb:   2', 'a: 1 \r\nb:   3\n'];
    for (const kind of ['lines', 'yaml', 'json'] as const) {
      expect((await merged(kind, base, changed, base)).text).toBe(changed);
      expect((await merged(kind, base, base, changed)).text).toBe(changed);
      expect((await merged(kind, base, changed, changed)).text).toBe(changed);
    }
  });

  it('keeps the line ends of mine', async () => {
    const { text, conflicts } = await merged(
      'lines',
      'a\nb\nc\nd\n',
      'A\r\nb\r\nc\r\nd\r\n',
      'a\nb\nc\nD\n',
    );
    expect(text).toBe('A\r\nb\r\nc\r\nD\r\n');
    expect(conflicts).toEqual([]);
  });

  it('keeps the end of each line where those of mine are mixed', async () => {
    const { text, conflicts } = await merged(
      'lines',
      'a\nb\nc\nd\ne\nf',
      'a\r\nb\nc\r\nd\ne\r\nf',
      'a\nb\nc\nnew\nd\ne\nF',
    );
    expect(text).toBe('a\r\nb\nc\r\nnew\r\nd\ne\r\nF');
    expect(conflicts).toEqual([]);
  });

  it('takes what is new where mine differs by its line ends alone', async () => {
    const { text } = await merged('yaml', 'a: 1\nb: 2\n', 'a: 1\r\nb: 2\r\n', 'a: 1\nb: 3\n');
    expect(text).toBe('a: 1\r\nb: 3\r\n');
  });

  it('ends with a newline where mine does', async () => {
    expect((await merged('lines', 'a\nb\nc\n', 'A\nb\nc', 'a\nb\nC\n')).text).toBe('A\nb\nC');
    expect((await merged('lines', 'a\nb\nc', 'A\nb\nc\n', 'a\nb\nC')).text).toBe('A\nb\nC\n');
    expect((await merged('lines', 'a', '', 'b\n')).text).toContain('b\n');
  });

  it('says where a conflict is and what the three texts have there', async () => {
    const { text, conflicts } = await merged(
      'lines',
      'a\nb\nc\n',
      'a\nmine\nc\n',
      'a\ntheirs\nc\n',
    );
    expect(text).toBe('a\n<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> new\nc\n');
    expect(conflicts).toEqual([{ line: 2, base: 'b\n', mine: 'mine\n', theirs: 'theirs\n' }]);
    expect(hasConflictMarkers(text)).toBe(true);
  });
});

describe('conflict markers', () => {
  it.each([
    '<<<<<<< yours\n',
    'a\n>>>>>>> new',
    'a\n<<<<<<<\nb\n',
    'a\r\n>>>>>>> new\r\n',
    '>>>>>>>\r\n',
  ])('are found in %j', (text) => {
    expect(hasConflictMarkers(text)).toBe(true);
  });

  it.each(['Title\n=======\n', ' <<<<<<< yours\n', '<<<<<<<< yours\n', '<<<<<<<yours\n', 'a\n'])(
    'are not seen in %j',
    (text) => {
      expect(hasConflictMarkers(text)).toBe(false);
    },
  );
});

describe('a file is left open', () => {
  const markers = (name: string) => `<<<<<<< ${name}\na\n=======\nb\n>>>>>>> other\n`;
  const inCode = (text: string) => `# Title\n\n\`\`\`text\n${text}\`\`\`\n`;
  const isOpen = (path: string, text: string) => isLeftOpen(path, text, ['yours']);

  it('by markers that it does not only show', () => {
    expect(isOpen('README.md', inCode(markers('HEAD')))).toBe(false);
    expect(isOpen('README.md', inCode(markers('HEAD')).replaceAll('\n', '\r\n'))).toBe(false);
    expect(isOpen('README.md', inCode('a\n') + markers('HEAD'))).toBe(true);
    expect(isOpen('values.yaml', inCode(markers('HEAD')))).toBe(true);
  });

  it('by markers of our own in code', () => {
    expect(isOpen('README.md', inCode(markers('yours')))).toBe(true);
    expect(isOpen('README.md', inCode(markers('yours')).replaceAll('\n', '\r\n'))).toBe(true);
  });

  it('by markers around the fences of code', () => {
    const fences = '<<<<<<< HEAD\n```sh\n=======\n```bash\n>>>>>>> other\na\n```\n';
    expect(isOpen('README.md', fences)).toBe(true);
  });
});
