import { defaults } from '../../generated/defaults.ts';
import { type FlagRow, flagRows } from '../../generators/core/answers/flags.ts';
import { answerKeys, answerSchema } from '../../generators/core/answers/schema.ts';
import { metaOf, schemaAt } from '../../generators/core/answers/walk.ts';
import { features } from '../../generators/core/features.ts';
import { code, table } from './table.ts';

/** Every answer, by its top-level key; the rows are those of `--help=all`. */
export function answersReference(): string {
  const web = rowsOf('web-sample');
  const worker = rowsOf('worker-sample');
  const titles = new Map(features.map(({ id, title }) => [id, title]));
  return answerKeys
    .map((key) => {
      const rows = web.filter(({ flag }) => keyOf(flag) === key);
      const isAlone = rows.length === 1 && rows[0]?.flag === `--${key}`;
      const title = titles.has(key) ? `\`${key}\`: ${titles.get(key)}` : `\`${key}\``;
      const body = rows.map((row) => {
        const inWorker = worker.find(({ flag }) => flag === row.flag);
        return [code(row.flag), kind(row), preset(row, inWorker), hint(row)];
      });
      const head = isAlone ? [] : [metaOf(answerSchema(key)).description ?? '', ''];
      const rowsTable = table(['Flag', 'Kind', 'Default', 'What it says'], body);
      return [`#### ${title}`, '', ...head, rowsTable].join('\n');
    })
    .join('\n\n');
}

function rowsOf(profile: string): FlagRow[] {
  return flagRows(defaults[profile]?.answers ?? {});
}

function keyOf(flag: string): string {
  return flag.slice('--'.length).split('.')[0] as string;
}

function kind(row: FlagRow): string {
  const choices = row.kind.split(' | ');
  return choices.length > 1 ? choices.map(code).join(', ') : row.kind;
}

function preset(row: FlagRow, inWorker: FlagRow | undefined): string {
  const other = inWorker?.preset ?? '';
  if (other === row.preset) return code(row.preset);
  return [code(row.preset), `worker: ${code(other) || 'none'}`].filter(Boolean).join('; ');
}

/** Of an entry of a list or map, what the whole is for tells more than what one entry is. */
function hint({ flag, hint }: FlagRow): string {
  const path = flag.slice('--'.length).split('.');
  const last = path.pop();
  if (last !== '<n>' && last !== '<name>') return hint;
  const whole = schemaAt(path.map((part) => (part === '<n>' ? '0' : part)));
  return (whole && metaOf(whole).description) || hint;
}
