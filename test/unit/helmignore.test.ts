import { expect, it } from 'vitest';
import { ignoredBy } from '../../generators/core/rules/helmignore.ts';

it.each([
  ['docs/', 'docs', true],
  ['docs/', 'templates/docs', true],
  ['/docs/', 'docs', true],
  ['*.bak', 'templates/a.bak', false],
  ['/*.tgz', 'my-app-1.0.0.tgz', false],
  ['files/*.md', 'files/a.md', false],
  ['  a?c  \r', 'abc', false],
])('%s keeps %s from Helm', (line, path, isFolder) => {
  expect(ignoredBy(`# ${path}\n${line}\n`)(path, isFolder)).toBe(true);
});

it.each([
  ['docs/', 'docs', false],
  ['/docs/', 'templates/docs', true],
  ['/*.tgz', 'charts/redis-1.0.0.tgz', false],
  ['files/*', 'files/a/b', false],
  ['a.c', 'abc', false],
  ['', '', false],
  ['# docs', 'docs', false],
])('%s leaves it %s', (line, path, isFolder) => {
  expect(ignoredBy(line)(path, isFolder)).toBe(false);
});

it.each(['!docs', 'docs/**', '[d]ocs', '\\docs'])('leaves %s to Helm', (line) => {
  expect(ignoredBy(line)('docs', true)).toBe(false);
});
