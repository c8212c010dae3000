import { expect, it } from 'vitest';
import {
  type Renaming,
  takenNames,
  withFilesRenamed,
  withKeyRenamed,
} from '../../generators/core/reconcile/rename.ts';

const answer = ['environments', 'prod', 'prod-eu'] as const;

it.each([
  [
    'keeps comments, order and the form of all else',
    '# A\nenvironments: # ours\n  dev:   {}\n  # B\n  prod:\n    kind: production # prod\nprod: 1\n',
    '# A\nenvironments: # ours\n  dev:   {}\n  # B\n  prod-eu:\n    kind: production # prod\nprod: 1\n',
  ],
  ['finds a key in quotes', 'environments:\n  "prod": {}\n', 'environments:\n  prod-eu: {}\n'],
  ['finds a key in braces', 'environments: {prod: {}}\n', 'environments: {prod-eu: {}}\n'],
  ['keeps line ends', 'environments:\r\n  prod: {}\r\n', 'environments:\r\n  prod-eu: {}\r\n'],
  ['leaves alone a text without the key', 'environments:\n  dev: {}\n', undefined],
  ['leaves alone a text without the map', 'prod: {}\n', undefined],
  ['leaves alone a list', 'environments: [prod]\n', undefined],
])('a renamed key %s', (_, text, wanted) => {
  expect(withKeyRenamed(text, answer)).toBe(wanted ?? text);
});

const files: Renaming['files'] = new Map([['values-prod.yaml', 'values-eu.yaml']]);

it('renamed files keep what is known of them', () => {
  const entries = new Map([
    ['values-prod.yaml', 1],
    ['values.yaml', 2],
  ]);
  expect(withFilesRenamed(entries, files)).toEqual(
    new Map([
      ['values-eu.yaml', 1],
      ['values.yaml', 2],
    ]),
  );
});

it('a new name is taken where both files are there', () => {
  const file = { text: '', fingerprint: '' };
  const disk = (...paths: string[]) => new Map(paths.map((path) => [path, file] as const));
  expect(takenNames(disk('values-prod.yaml', 'values-eu.yaml'), files)).toEqual(['values-eu.yaml']);
  expect(takenNames(disk('values-prod.yaml'), files)).toEqual([]);
  expect(takenNames(disk('values-eu.yaml'), files)).toEqual([]);
});
