import type { FileMap } from '../../core/files.ts';
import { joinPath } from '../../core/plan.ts';
import type { Step } from '../../core/reconcile/reconcile.ts';
import type { Renaming } from '../../core/reconcile/rename.ts';
import { UsageError } from '../../core/usage-error.ts';
import type { ChartRecord } from '../../shell/open-chart.ts';

/**
 * What is set and is no value any more would be refused at the next install. What stands in
 * conflict is left out: nobody knows yet what will be there.
 */
export async function requireNoLeftOvers(
  record: ChartRecord,
  files: FileMap,
  steps: readonly Step[],
  renaming?: Renaming,
): Promise<void> {
  const before = record.lock.files.get('values.yaml');
  const after = files.get('values.yaml')?.body;
  if (before === undefined || after === undefined || before === after) return;
  const { leftOvers } = await import('../../core/values/left-overs.ts');
  const { valuesFiles } = await import('../../shell/values-files.ts');
  const texts = new Map(
    valuesFiles(record.directory).map(([path, text]) => [path, { now: text, next: text }]),
  );
  const source = new Map([...(renaming?.files ?? [])].map(([from, to]) => [to, from]));
  for (const step of steps) {
    // Under its new name a file is nowhere yet: what it sets is told where it lies.
    const path = source.get(step.path) ?? step.path;
    const known = texts.get(path);
    if (!known || renaming?.files.has(step.path)) continue;
    if (step.after === undefined || step.action === 'conflict') texts.delete(path);
    else texts.set(path, { ...known, next: step.after });
  }
  const schema = files.get('values.schema.json')?.body ?? '{}';
  const found = leftOvers({ before, after, schema }, texts);
  if (found.length === 0) return;
  throw new UsageError(
    found.map(({ file, line, key }) => ({
      path: `${joinPath(record.folder, file)}:${line}`,
      message: `sets ${key}, which would be no value of the chart any more; take it out first`,
    })),
  );
}
