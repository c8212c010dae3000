import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../generators/core/rules/rules.ts';
import { auditRules, idOf, isUncheckable } from './audit.ts';

/** `npm run rules [-- PAGE]`: every row of RULES.md with the rules that check it, and the gaps if any. */
const project = join(import.meta.dirname, '../..');
const folder = join(project, 'generators/core/rules');
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`));

const place = process.argv[2] ?? join(project, 'RULES.md');
if (!existsSync(place)) {
  console.error(`${place} is not there. Usage: npm run rules [-- PAGE]; by default RULES.md.`);
  process.exit(2);
}
const page = readFileSync(place, 'utf8');
const { rows, gaps } = auditRules(page, rules, files);
for (const { id, rules: named, remark } of rows) {
  const checkedBy = files.filter((file) => named.includes(idOf(file))).join(', ') || remark;
  console.log(`${id.padEnd(6)} ${checkedBy}`);
}

const uncheckable = rows.filter(isUncheckable).length;
console.log(
  `\n${rows.length} rows: ${rows.length - uncheckable} checked by ${rules.length} rules, ` +
    `${uncheckable} not checkable; ${gaps.length} gaps`,
);
for (const gap of gaps) console.error(`gap: ${gap}`);
if (gaps.length > 0) process.exitCode = 1;
