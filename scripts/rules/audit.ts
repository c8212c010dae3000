import type { Rule } from '../../generators/core/rules/rule.ts';

/** A row of RULES.md. */
export interface Row {
  id: string;
  rules: readonly string[];
  /** Why no rule can check it, or what else is to be said. */
  remark: string;
}

export interface Audit {
  rows: readonly Row[];
  gaps: readonly string[];
}

const reasonMark = 'not checkable:';
const lastNumber = 42;

/** Holds RULES.md against the listed rules and their files, given as paths such as pods/x.ts. */
export function auditRules(page: string, rules: readonly Rule[], files: readonly string[]): Audit {
  const rows = rowsIn(page);
  return {
    rows,
    gaps: [
      ...gapsInPage(page, rows),
      ...rows.flatMap((row) => gapsOfRow(row, rules)),
      ...rules.flatMap((rule) => gapsOfRule(rule, rows)),
      ...gapsInFiles(rules, files),
    ],
  };
}

export function isUncheckable({ rules, remark }: Row): boolean {
  return rules.length === 0 && remark.startsWith(reasonMark);
}

function rowsIn(page: string): Row[] {
  return tableLines(page).map(({ cells: [id = '', , , checkedBy = ''] }) => {
    const [, names = '', remark = ''] = /^((?:`[\w-]+`(?:, )?)*)(?:; )?(.*)$/.exec(checkedBy) ?? [];
    return { id, rules: [...names.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name), remark };
  });
}

function gapsInPage(page: string, rows: readonly Row[]): string[] {
  const ids = rows.map(({ id }) => id);
  const numbers = Array.from({ length: lastNumber }, (_, i) => String(i + 1));
  return [
    ...tableLines(page)
      .filter(({ cells }) => cells.length !== 4 || cells.some((cell) => cell === ''))
      .map(({ line }) => `RULES.md has a row without four filled cells: ${line}`),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two rows are called ${id}`),
    ...numbers
      .filter((number) => !ids.some((id) => new RegExp(`^${number}([a-z.]|$)`).test(id)))
      .map((number) => `number ${number} has no row`),
  ];
}

function gapsOfRow(row: Row, rules: readonly Rule[]): string[] {
  const { id, rules: named, remark } = row;
  if (named.length === 0 && !/^not checkable: \S+ \S+/.test(remark)) {
    return [`row ${id} names no rule, and no reason why none can check it`];
  }
  return named.flatMap((name) => {
    const rule = rules.find((one) => one.id === name);
    if (!rule) return [`row ${id} names the rule ${name}, which is not there`];
    return rule.rows.includes(id) ? [] : [`row ${id} names ${name}, which does not name it`];
  });
}

function gapsOfRule({ id, rows: named }: Rule, rows: readonly Row[]): string[] {
  if (named.length === 0) return [`the rule ${id} names no row`];
  return named.flatMap((name) => {
    const row = rows.find((one) => one.id === name);
    if (!row) return [`the rule ${id} names the row ${name}, which is not there`];
    return row.rules.includes(id)
      ? []
      : [`the rule ${id} names the row ${name}, which does not name it`];
  });
}

function gapsInFiles(rules: readonly Rule[], files: readonly string[]): string[] {
  const ids = new Set(rules.map(({ id }) => id));
  const named = new Set(files.map(idOf));
  return [
    ...files.filter((file) => !ids.has(idOf(file))).map((file) => `${file} is not in rules.ts`),
    ...[...ids].filter((id) => !named.has(id)).map((id) => `no file is named after the rule ${id}`),
  ];
}

/** The id of the rule that a file holds. */
export function idOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.ts$/, '');
}

function tableLines(page: string): { line: string; cells: string[] }[] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (Row|---) \|/.test(line))
    .map((line) => ({
      line,
      cells: line
        .slice(1, line.lastIndexOf('|'))
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    }));
}
