import { describe, expect, it } from 'vitest';
import { type FileMap, fileMap, MODE_FILE } from '../../generators/core/files.ts';
import {
  type DiskFile,
  kindOf,
  reconcile,
  type Step,
} from '../../generators/core/reconcile/reconcile.ts';

const names = { mine: 'yours', theirs: 'helm-prod' };
const path = 'notes.txt';

const rendered = (body: string | undefined): FileMap =>
  fileMap(body === undefined ? [] : [{ path, body, mode: MODE_FILE }]);

const onDisk = (text: string | undefined): Map<string, DiskFile> =>
  new Map(text === undefined ? [] : [[path, { text, fingerprint: text }]]);

async function of(sides: { base?: string; mine?: string; theirs?: string }): Promise<Step[]> {
  const base = new Map(sides.base === undefined ? [] : [[path, sides.base]]);
  return reconcile(base, onDisk(sides.mine), rendered(sides.theirs), names);
}

describe('a file of the chart', () => {
  const cases: [string, Parameters<typeof of>[0], Partial<Step>[]][] = [
    ['is written where it is new', { theirs: 'b\n' }, [{ action: 'new', after: 'b\n' }]],
    ['is left alone where it is as rendered', { base: 'a\n', mine: 'b\n', theirs: 'b\n' }, []],
    [
      'is written anew where nobody touched it',
      { base: 'a\n', mine: 'a\n', theirs: 'b\n' },
      [{ action: 'changed', after: 'b\n' }],
    ],
    [
      'keeps its line ends',
      { base: 'a\n', mine: 'a\r\n', theirs: 'b\n' },
      [{ action: 'changed', after: 'b\r\n' }],
    ],
    [
      'is kept where only the user changed it',
      { base: 'a\n', mine: 'c\n', theirs: 'a\n' },
      [{ action: 'kept', because: 'edited', after: 'c\n' }],
    ],
    [
      'is merged where both changed it',
      { base: 'a\n1\n2\nz\n', mine: 'mine\n1\n2\nz\n', theirs: 'a\n1\n2\ntheirs\n' },
      [{ action: 'merged', after: 'mine\n1\n2\ntheirs\n' }],
    ],
    [
      'holds both where both changed the same line',
      { base: 'a\n', mine: 'mine\n', theirs: 'theirs\n' },
      [
        {
          action: 'conflict',
          after: '<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> helm-prod\n',
        },
      ],
    ],
    [
      'that nobody knows of is a conflict, unless it is the same',
      { mine: 'mine\n', theirs: 'theirs\n' },
      [{ action: 'conflict' }],
    ],
    ['that nobody knows of and is the same is fine', { mine: 'b\n', theirs: 'b\n' }, []],
    ['stays deleted, without a word where nothing is new', { base: 'a\n', theirs: 'a\n' }, []],
    [
      'stays deleted, and that is said where it would have changed',
      { base: 'a\n', theirs: 'b\n' },
      [{ action: 'kept', because: 'removed', after: undefined }],
    ],
    [
      'goes where it is no longer rendered and was not touched',
      { base: 'a\n', mine: 'a\n' },
      [{ action: 'deleted', after: undefined }],
    ],
    [
      'stays where it is no longer rendered and was edited',
      { base: 'a\n', mine: 'c\n' },
      [{ action: 'kept', because: 'left over', after: 'c\n' }],
    ],
    ['that went on both sides is no matter', { base: 'a\n' }, []],
  ];

  it.each(cases)('%s', async (_, sides, expected) => {
    const steps = await of(sides);
    expect(steps.length).toBe(expected.length);
    for (const [i, step] of expected.entries()) expect(steps[i]).toMatchObject(step);
  });

  it('that is no text is the user’s', async () => {
    const disk = new Map([[path, { text: undefined, fingerprint: 'x' }]]);
    const steps = await reconcile(new Map([[path, 'a\n']]), disk, rendered('b\n'), names);
    expect(steps).toMatchObject([{ action: 'kept', because: 'no text' }]);
  });
});

it('is merged by its structure where it has one, and templates by lines', () => {
  expect(kindOf('values-prod.yaml')).toBe('yaml');
  expect(kindOf('tests/pod_test.yaml')).toBe('yaml');
  expect(kindOf('values.schema.json')).toBe('json');
  expect(kindOf('templates/service.yaml')).toBe('lines');
  expect(kindOf('README.md')).toBe('lines');
});
