import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { compileTemplate } from '../../generators/core/template/compile.ts';
import { fileKind } from '../../generators/core/template/escape.ts';

/** templates/** to generated/templates.ts: functions that need nothing of EJS at run time. */
const suffix = '.ejs';
const roots = ['name', 'component', 'slots', 'chart', 'readme'];
/** Documents for people may choose and repeat; manifests and their tests may not. */
const mayControl = /^(README\.md|templates\/NOTES\.txt)$/;

/** A folder that nobody reads is a mistake in its name. */
function requireKnownFolders(folder: string, features: readonly string[]): void {
  const known = new Set(['files', 'readme', ...features.map((id) => `with-${id}`)]);
  for (const id of features) {
    for (const entry of readdirSync(join(folder, 'features', id), { withFileTypes: true })) {
      if (entry.isDirectory() && !known.has(entry.name)) {
        throw new Error(
          `templates/features/${id}/${entry.name}: a feature has files/, readme/ and with-<feature>/`,
        );
      }
    }
  }
}

export function buildTemplates(project: string, into: string): number {
  const folder = join(project, 'templates');
  const features = readdirSync(join(folder, 'features'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  requireKnownFolders(folder, features);
  const chart = compileFolder(project, join(folder, 'chart'), roots);
  const environment = compileFolder(project, join(folder, 'environment'), [...roots, 'env']);
  const partsOf = (part: string, more: string[] = []) =>
    features.map(
      (id) =>
        `${JSON.stringify(id)}: [${compileFolder(project, join(folder, 'features', id, part), [...roots, ...more]).join(',')}]`,
    );
  const text = [
    '// Made by scripts/build from templates/; not for editing.',
    '// @ts-nocheck',
    `import type { TemplateSet } from '../generators/core/compose/compose.ts';`,
    'export const templates: TemplateSet = {',
    `  chart: [${chart.join(',')}],`,
    `  environment: [${environment.join(',')}],`,
    `  features: {${partsOf('files', ['own']).join(',')}},`,
    `  readme: {${partsOf('readme').join(',')}},`,
    `  pairs: [${pairs(project, folder, features).join(',')}],`,
    '};',
    '',
  ].join('\n');
  writeFileSync(into, text);
  return text.split('run: function').length - 1;
}

/** `with-<other>` in a feature's folder: files for charts that have both. */
function pairs(project: string, folder: string, features: readonly string[]): string[] {
  return features.flatMap((id) =>
    features.flatMap((other) => {
      const templates = compileFolder(
        project,
        join(folder, 'features', id, `with-${other}`),
        roots,
      );
      if (templates.length === 0) return [];
      return [`{ features: ${JSON.stringify([id, other])}, templates: [${templates.join(',')}] }`];
    }),
  );
}

function compileFolder(project: string, folder: string, known: readonly string[]): string[] {
  return filesBelow(folder).map((file) => {
    const source = relative(project, file);
    if (!file.endsWith(suffix)) throw new Error(`${source}: a template's name ends with ${suffix}`);
    const path = relative(folder, file).slice(0, -suffix.length).replaceAll('\\', '/');
    const code = compileTemplate(readFileSync(file, 'utf8'), {
      source,
      roots: known,
      controlFlow: mayControl.test(path),
    });
    const facts = { path, kind: fileKind(path), source };
    return `{ ...${JSON.stringify(facts)}, run: ${code} }`;
  });
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? dirname(folder), entry.name))
    .sort();
}
