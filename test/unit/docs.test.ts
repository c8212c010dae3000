import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { answersFromFlags, flagTakesValue } from '../../generators/core/answers/flags.ts';
import { schemaLeaves } from '../../generators/core/answers/walk.ts';
import { parseArgs } from '../../generators/core/args.ts';
import { chartFrom } from '../../generators/core/generate.ts';
import { readScreen } from '../../scripts/docs/ansi.ts';
import { fillMarkers } from '../../scripts/docs/markers.ts';
import { readmeSections } from '../../scripts/docs/sections.ts';
import { screenSvg } from '../../scripts/docs/svg.ts';
import { table } from '../../scripts/docs/table.ts';

const project = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(project, path), 'utf8');
const readme = read('README.md');

describe('README.md', () => {
  it('says of the program what the program says; npm run docs rewrites it', async () => {
    expect(fillMarkers(readme, await readmeSections())).toBe(readme);
  });

  it('has a row for every answer', () => {
    const missing = [...schemaLeaves()]
      .map(({ path }) => `| \`--${path.join('.')}\` |`)
      .filter((row) => !readme.includes(row));
    expect(missing).toEqual([]);
  });

  it('shows answers that make a chart', async () => {
    const [, example = ''] =
      /<!-- example: answers -->\n\n```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
    const result = await chartFrom({ file: parse(example) });
    expect(result.ok ? [] : result.faults).toEqual([]);
    expect(result.ok && result.chart.name).toBe('orders');
  });

  it('shows command lines that are understood', async () => {
    const lines = [...readme.matchAll(/npx generator-helm-prod((?:[^`\n\\]|\\\\|\\\n)*)/g)]
      .map(([, words = '']) => words.replaceAll('\\\n', ' ').replaceAll('\\\\', '\\'))
      .map((words) => words.split(/\s+/).filter(Boolean));
    expect(lines.length).toBeGreaterThan(5);
    for (const words of lines) {
      const args = parseArgs(words, flagTakesValue);
      const { said, faults } = answersFromFlags(args.answerFlags);
      expect([...args.faults, ...faults], words.join(' ')).toEqual([]);
      const result = await chartFrom({ said: { ...said, name: 'my-app' } });
      expect(result.ok ? [] : result.faults, words.join(' ')).toEqual([]);
    }
  });

  it('points at files that are there', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
    const local = links.filter((target) => !/^https?:/.test(target));
    expect(local).toContain('docs/terminal.svg');
    expect(local.filter((target) => !existsSync(join(project, target)))).toEqual([]);
  });
});

describe('the picture of the terminal', () => {
  it('is small, and shows a run that came to its end', () => {
    const picture = read('docs/terminal.svg');
    expect(picture).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(picture.length).toBeLessThan(20_000);
    expect(picture).toContain('npx generator-helm-prod my-app');
    expect(picture).toMatch(/Verified/);
    expect(picture).not.toMatch(/\/tmp|\/home|\/root|\d failed/);
  });

  it('is drawn in the colours of the terminal', () => {
    const [first, second] = readScreen('\x1b[1mbold\x1b[0m \x1b[32mgreen\nstill\x1b[39m not');
    expect(first?.map(({ column, text }) => [column, text])).toEqual([
      [0, 'bold'],
      [4, ' '],
      [5, 'green'],
    ]);
    expect(first?.[0]?.look.bold).toBe(true);
    expect(second?.map(({ look }) => look.colour)).toEqual(['#3fb950', undefined]);
  });

  it('knows the colours of 256 and of 16 million, and letters that mean something to XML', () => {
    const runs = readScreen('\x1b[38;5;196m<a>\x1b[48;2;1;2;3m & "b"\x1b[7mc').flat();
    expect(runs.map(({ look }) => [look.colour, look.background])).toEqual([
      ['#ff0000', undefined],
      ['#ff0000', '#010203'],
      ['#ff0000', '#010203'],
    ]);
    const svg = screenSvg([runs], 80, 'a "title"');
    expect(svg).toContain('&lt;a&gt;');
    expect(svg).toContain('aria-label="a &quot;title&quot;"');
    expect(svg).toMatch(/<rect [^>]*fill="#ff0000"\/><text [^>]*fill="#010203">c</);
  });
});

describe('the parts of the documentation', () => {
  it('are filled into their markers alone, and none may be missing', () => {
    const text = 'a\n<!-- docs: one -->\nold\n<!-- /docs: one -->\nb\n';
    const filled = 'a\n<!-- docs: one -->\n\nnew\n\n<!-- /docs: one -->\nb\n';
    expect(fillMarkers(text, { one: 'new' })).toBe(filled);
    expect(fillMarkers(filled, { one: 'new' })).toBe(filled);
    expect(() => fillMarkers(text, {})).toThrow('one');
    expect(() => fillMarkers('', { two: 'x' })).toThrow('two');
  });

  it('keep bars and brackets from breaking a table', () => {
    expect(table(['A'], [['`<n>` | <b>']])).toBe('| A |\n| --- |\n| `<n>` \\| &lt;b&gt; |');
  });
});
