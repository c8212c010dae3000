import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { defineRule } from '../../generators/core/rules/rule.ts';
import { auditRules } from '../../scripts/rules/audit.ts';

const project = join(import.meta.dirname, '../..');
const page = readFileSync(join(project, 'RULES.md'), 'utf8');

function listRules(...args: string[]) {
  const command = join(project, 'node_modules/.bin/tsx');
  const script = join(project, 'scripts/rules/main.ts');
  return spawnSync(command, [script, ...args], {
    cwd: project,
    encoding: 'utf8',
    timeout: 60_000,
    shell: process.platform === 'win32',
  });
}

describe('npm run rules', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'helm-prod-rules-'));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it('lists every row with its rules or the reason, and finds no gap', () => {
    const { status, stdout, stderr } = listRules();
    expect(stderr).not.toContain('gap:');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^2\.1 +rollout\/selector-complete\.ts$/m);
    expect(stdout).toMatch(/^17 +not checkable: only Helm merges/m);
    expect(stdout).toMatch(/\d+ rows: \d+ checked by \d+ rules, \d+ not checkable; 0 gaps\n$/);
  });

  it('fails on a gap, and names it', () => {
    const file = join(scratch, 'RULES.md');
    writeFileSync(file, page.replace(/^\| 22 \|.*\n/m, ''));
    const { status, stderr } = listRules(file);
    expect(status).toBe(1);
    expect(stderr).toContain('gap: number 22 has no row');
    expect(stderr).toContain('gap: the rule service-links names the row 22, which is not there');
  });
});

describe('the audit of RULES.md', () => {
  const rule = (id: string, ...rows: string[]) => defineRule({ id, rows, title: id });
  const head = '| Row | Rule | Why | Checked by |\n| --- | --- | --- | --- |\n';
  const numbered = (from: number) =>
    Array.from({ length: 43 - from }, (_, i) => `| ${from + i} | a | b | not checkable: no YAML |`);
  const gapsOf = (first: string, ...rules: ReturnType<typeof rule>[]) =>
    auditRules(
      `${head}${first}\n${numbered(2).join('\n')}\n`,
      rules,
      rules.map(({ id }) => `pods/${id}.ts`),
    ).gaps;

  it('is content where page and rules name each other', () => {
    expect(
      gapsOf(
        '| 1.1 | a | b | `one`, `two`; and a remark |',
        rule('one', '1.1'),
        rule('two', '1.1'),
      ),
    ).toEqual([]);
  });

  it.each([
    ['| 1 | a | b | later |', 'row 1 names no rule, and no reason why none can check it'],
    ['| 1 | a | b | not checkable: |', 'row 1 names no rule, and no reason why none can check it'],
    ['| 1 | a | b | `gone` |', 'row 1 names the rule gone, which is not there'],
    ['| 1 | a | not checkable: no YAML |', 'RULES.md has a row without four filled cells'],
    ['| 2 | a | b | not checkable: no YAML |', 'two rows are called 2'],
    ['| 2 | a | b | not checkable: no YAML |', 'number 1 has no row'],
  ])('notices %s', (row, gap) => {
    expect(gapsOf(row).join('\n')).toContain(gap);
  });

  it('notices a rule that no row names, and one that names none', () => {
    const row = '| 1 | a | b | `one` |';
    expect(gapsOf(row, rule('one', '1', '2'))).toEqual([
      'the rule one names the row 2, which does not name it',
    ]);
    expect(gapsOf(row, rule('one'))).toEqual([
      'row 1 names one, which does not name it',
      'the rule one names no row',
    ]);
  });

  it('notices a file that is not listed, and a rule without a file', () => {
    const row = '| 1 | a | b | `one` |';
    const text = `${head}${row}\n${numbered(2).join('\n')}\n`;
    expect(auditRules(text, [rule('one', '1')], ['pods/other.ts']).gaps).toEqual([
      'pods/other.ts is not in rules.ts',
      'no file is named after the rule one',
    ]);
  });
});
