import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../../generators/core/template/check.ts';
import { compileTemplate } from '../../generators/core/template/compile.ts';
import { Block, escapeFor, fileKind } from '../../generators/core/template/escape.ts';
import { renderTemplate, type Template } from '../../generators/core/template/render.ts';

const roots = ['name', 'chart', 'list'];

function template(text: string, path = 'README.md'): Template {
  const source = `templates/${path}.ejs`;
  const code = compileTemplate(text, { source, roots, controlFlow: true });
  const run = new Function(`return ${code}`)() as Template['run'];
  return { path, kind: fileKind(path), source, run };
}

const render = (text: string, context: object, path?: string) =>
  renderTemplate(template(text, path), context);

describe('a template', () => {
  it('writes identifiers bare and leaves the braces of Helm alone', () => {
    expect(render('{{ include "<%- name %>.x" . }}\n', { name: 'my-app' })).toBe(
      '{{ include "my-app.x" . }}\n',
    );
  });

  it('escapes for the kind of file it lands in', () => {
    const nasty = 'a: "b" | {{ c }}';
    expect(render('x: <%= name %>\n', { name: nasty }, 'values.yaml')).toBe(
      `x: "a: \\"b\\" | {{ c }}"\n`,
    );
    expect(render('<%= name %>\n', { name: nasty }, 'README.md')).toBe(
      'a: "b" \\| \\{\\{ c \\}\\}\n',
    );
    expect(render('{{ <%= name %> }}\n', { name: nasty }, 'templates/x.yaml')).toBe(
      `{{ "a: \\"b\\" | {{ c }}" }}\n`,
    );
    expect(render('<%= name %>\n', { name: "it's" }, 'run.sh')).toBe(`'it'\\''s'\n`);
    expect(render('<%= name %>\n', { name: '"' }, 'x.json')).toBe('"\\""\n');
  });

  it('refuses to write bare what is no identifier, and names file and line', () => {
    expect(() => render('a\n<%- name %>x\n', { name: 'x: {{ y }}' })).toThrow(
      'templates/README.md.ejs:2: "x: {{ y }}" may not be written bare; use <%= … %>',
    );
  });

  it('throws on an unknown key at any depth, with file and line', () => {
    expect(() => render('a\nb\n<%= chart.nmae %>\n', { chart: { name: 'x' } })).toThrow(
      'templates/README.md.ejs:3: unknown key "nmae"; known are name',
    );
  });

  it('takes a line away with an empty block and indents a full one', () => {
    const text = 'a:\n  <%- name %>\nb\n';
    expect(render(text, { name: Block.lines([]) })).toBe('a:\nb\n');
    expect(render(text, { name: Block.lines(['one', '', 'two']) })).toBe('a:\n  one\n\n  two\nb\n');
  });

  it('chooses and repeats', () => {
    const text =
      '<% for (const item of list) { %><% if (item.on) { %><%= item.name %>,<% } else { %>-<% } %><% } %>\n';
    expect(
      render(text, {
        list: [
          { on: true, name: 'a' },
          { on: false, name: 'b' },
        ],
      }),
    ).toBe('a,-\n');
  });

  it('ends with a newline', () => {
    expect(render('a', {})).toBe('a\n');
  });
});

describe('the subset', () => {
  const check = (text: string, controlFlow = true) =>
    checkTemplate(text, { roots, controlFlow }).map(({ message }) => message);

  it.each([
    ['<%= name %>'],
    ["<% if (chart.a && !chart.b || chart.c === 'x') { %>y<% } %>"],
    ['<% for (const x of list) { %><%= x.y %><% } %>'],
    ['<%# a comment %>'],
  ])('allows %s', (text) => {
    expect(check(text)).toEqual([]);
  });

  it.each([
    ['<%= process.env.HOME %>', 'unknown name "process"'],
    ['<%= name.toString() %>', 'no calls'],
    ['<%= chart["x"] %>', 'not in the allowed subset'],
    ['<% name = 1 %>', 'only if, else, for-of'],
    ['<%= name = 1 %>', 'not in the allowed subset'],
    ['<%= `x` %>', 'not in the allowed subset'],
    ['<% while (true) { %><% } %>', 'only if, else, for-of'],
    ['<%- include(name) %>', 'unknown name "include"'],
    ['<%= this %>', 'unknown name "this"'],
    ['<% for (const x of list) { %><% } %><%= x %>', 'unknown name "x"'],
    ['<%_ if (name) { _%>', 'only if, else, for-of'],
    ['<%= %>', 'empty tag'],
  ])('refuses %s', (text, message) => {
    expect(check(text).join()).toContain(message);
  });

  it('has no control flow in manifests', () => {
    expect(check('<% if (name) { %>x<% } %>', false)[0]).toContain('no control flow here');
  });

  it('is what every template of ours keeps to: the build compiles them all, and none hides a tag', () => {
    const folder = join(import.meta.dirname, '../../templates');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
      (e) => e.isFile() && e.name.endsWith('.ejs'),
    );
    expect(files.length).toBeGreaterThan(40);
    for (const entry of files) {
      const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      const isDocument = /^(README\.md|NOTES\.txt|[a-z]+\.md)\.ejs$/.test(entry.name);
      if (!isDocument) expect(text, entry.name).not.toMatch(/<%(?![-=#])/);
    }
  });
});

describe('YAML scalars', () => {
  it.each([
    'on',
    'null',
    '1e3',
    '0x1f',
    '012',
    '1_000',
    '12:30',
    '~',
    '',
    ' a',
    'a ',
    'a: b',
    'a #b',
    '- a',
    '? a',
    '@a',
    '`a`',
    '!x',
    '&a',
    '*a',
    '%a',
    '|',
    '>',
    "it's",
    '"',
    '\u0085',
    '\u2028',
    '\ufeff',
    '1.10',
    '6.9',
    '.5',
    '2026-01-01',
    'emoji 🎉',
    '<<',
    '=',
  ])('give %j back', async (text) => {
    const { parse } = await import('yaml');
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(`x: ${escapeFor.yaml(text)}\n`, { version }).x).toBe(text);
    }
  });

  it.each([
    'my-app',
    '30s',
    '100m',
    '128Mi',
    '0.1.0',
    '--port=8080',
    './podinfo',
    '/healthz',
    'http',
  ])('leave %s plain', (text) => {
    expect(escapeFor.yaml(text)).toBe(text);
  });
});
