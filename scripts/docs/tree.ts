import { templates } from '../../generated/templates.ts';
import { chartFrom, filesOf } from '../../generators/core/generate.ts';

/** What is not told by a file's name. */
const remarks: Readonly<Record<string, string>> = {
  'values.yaml': 'installs on any cluster as it is',
  'values-dev.yaml': 'what is different in dev, and nothing else',
  'values.schema.json': 'refuses a misspelt or impossible value',
  'helm-prod.yaml': 'the answers',
  'helm-prod.lock': 'the chart as it was made, for later updates',
  'ci/full-values.yaml': 'for chart-testing',
  'templates/_pod.tpl': 'the template of the pods',
  'templates/_features.tpl': 'what the features add',
  'templates/tests/test-connection.yaml': 'helm test: live, ready and metrics',
  'tests/deployment_test.yaml': 'helm-unittest, a suite a template',
};

/** The files of a chart made from defaults; those of a feature name it. */
export async function emittedTree(): Promise<string> {
  const result = await chartFrom({ said: { name: 'my-app' } });
  if (!result.ok) throw new Error('the defaults make no chart');
  const paths = [...filesOf(result.chart).keys()].toSorted(byFolder);
  const stray = Object.keys(remarks).filter((path) => !paths.includes(path));
  if (stray.length > 0) throw new Error(`remarks on files that are not there: ${stray.join(', ')}`);
  const owners = new Map(
    Object.entries(templates.features).flatMap(([id, files]) =>
      files.map(({ path }) => [path, id]),
    ),
  );
  const lines = ['my-app/'];
  let folder: string[] = [];
  for (const path of paths) {
    const parts = path.split('/');
    const name = parts.pop() as string;
    parts.forEach((part, depth) => {
      if (parts.slice(0, depth + 1).join('/') !== folder.slice(0, depth + 1).join('/')) {
        lines.push(`${indent(depth)}${part}/`);
      }
    });
    folder = parts;
    const owner = owners.get(path);
    const remark = [remarks[path], owner && `[${owner}]`].filter(Boolean).join(' ');
    lines.push(`${indent(parts.length)}${name}`.padEnd(remark ? 44 : 0) + remark);
  }
  return ['```text', ...lines, '```'].join('\n');
}

const indent = (depth: number) => '  '.repeat(depth + 1);

/** A folder's own files come before its folders. */
function byFolder(a: string, b: string): number {
  const [as, bs] = [a.split('/'), b.split('/')];
  const common = as.findIndex((part, i) => part !== bs[i]);
  const isFile = (parts: string[]) => parts.length === common + 1;
  if (isFile(as) !== isFile(bs)) return isFile(as) ? -1 : 1;
  return (as[common] as string) < (bs[common] as string) ? -1 : 1;
}
