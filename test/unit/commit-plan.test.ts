import { expect, test } from 'vitest';
import { fileMap, MODE_FILE, pathFault } from '../../generators/core/files.ts';
import { makePlan, planEntries } from '../../generators/core/plan.ts';

function files(...paths: string[]) {
  return fileMap(paths.map((path) => ({ path, body: 'é', mode: MODE_FILE })));
}

test('a file map keeps its files by path, in order', () => {
  expect([...files('b', 'a/c', 'a/b').keys()]).toEqual(['b', 'a/c', 'a/b']);
});

test.each([
  [['a', 'a'], 'two files have the path "a"'],
  [['a', 'b/c', 'b'], `the paths "b" and "b" get in each other's way`],
  [['b', 'b/c'], `the paths "b/c" and "b" get in each other's way`],
  [['README.md', 'readme.md'], `the paths "readme.md" and "README.md" get in each other's way`],
  [['Docs/a', 'docs/b'], `the paths "docs/b" and "Docs" get in each other's way`],
])('%j cannot be in one place', (paths, message) => {
  expect(() => files(...paths)).toThrow(message);
});

test.each([
  ['', 'is empty'],
  ['/etc/passwd', 'is absolute'],
  ['C:/x', 'is absolute'],
  ['../x', 'holds ".."'],
  ['a/../../x', 'holds ".."'],
  ['./a', 'holds "."'],
  ['a//b', 'has an empty part'],
  ['a/', 'has an empty part'],
  ['a\\b', 'holds a backslash; paths are written with /'],
  ['a\0b', 'holds a control character'],
  ['a\nb', 'holds a control character'],
])('the path %j is refused', (path, fault) => {
  expect(pathFault(path)).toBe(fault);
  expect(() => files(path)).toThrow(fault);
});

test.each(['a', '.helmignore', 'templates/_pod.tpl', 'a..b', '...', 'ünï cödé'])(
  'the path %j is fine',
  (path) => {
    expect(pathFault(path)).toBeNull();
  },
);

test('a plan lists what it writes, from the workspace on', () => {
  const plan = makePlan([
    { root: 'charts/api', files: files('Chart.yaml') },
    { root: '.', files: files('README.md') },
  ]);
  const texts = { before: undefined, after: 'é' };
  expect(planEntries(plan)).toEqual([
    { path: 'charts/api/Chart.yaml', action: 'new', bytes: 2, texts },
    { path: 'README.md', action: 'new', bytes: 2, texts },
  ]);
});

test('units may lie in each other, but not on each other', () => {
  const inner = { root: 'shop/charts/api', files: files('Chart.yaml') };
  makePlan([{ root: 'shop', files: files('Chart.yaml') }, inner]);
  expect(() => makePlan([{ root: 'shop', files: files('charts/api/Chart.yaml') }, inner])).toThrow(
    'two files have the path "shop/charts/api/Chart.yaml"',
  );
  expect(() => makePlan([inner, { ...inner, root: 'Shop/charts/api' }])).toThrow(
    'two charts have the folder "Shop/charts/api"',
  );
});

test('a unit has files and lies in the workspace', () => {
  expect(() => makePlan([{ root: 'a', files: files() }])).toThrow('the chart in "a" has no files');
  expect(() => makePlan([{ root: '../a', files: files('x') }])).toThrow('holds ".."');
});

test("a changed file is in no other's way, and stays in the workspace", () => {
  const change = (path: string) => ({ path, was: null, body: 'é', mode: MODE_FILE });
  const changing = (root: string, ...paths: string[]) => ({ root, changes: paths.map(change) });
  const chart = { root: 'shop/charts/api', files: files('Chart.yaml') };
  const plan = makePlan([chart], [changing('shop', 'values.yaml', 'charts/README.md')]);
  expect(planEntries(plan)).toHaveLength(1);
  expect(makePlan([chart]).updates).toEqual([]);
  expect(() => makePlan([chart], [changing('shop', 'charts/api/Chart.yaml')])).toThrow(
    'two files have the path "shop/charts/api/Chart.yaml"',
  );
  expect(() => makePlan([chart], [changing('shop', 'charts/api/more')])).toThrow(
    '"shop/charts/api/more" belongs to the new chart in "shop/charts/api"',
  );
  expect(() => makePlan([chart], [changing('shop/charts/api', 'x')])).toThrow(
    'two charts have the folder "shop/charts/api"',
  );
  expect(() => makePlan([], [changing('shop', 'a', 'A')])).toThrow("get in each other's way");
  expect(() => makePlan([], [changing('shop', '../x')])).toThrow('holds ".."');
  expect(() => makePlan([], [changing('../shop', 'x')])).toThrow('holds ".."');
});
