import { dataOf, valueAt } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

export default defineRule({
  id: 'overlay-lists',
  rows: ['18'],
  title: 'No environment replaces a list that values.yaml fills',
  *checkChart(files) {
    const values = dataOf(files, 'values.yaml');
    for (const file of files.keys()) {
      if (!/^values-.+\.yaml$/.test(file)) continue;
      for (const path of listsIn(dataOf(files, file))) {
        const common = valueAt(values, path);
        if (!Array.isArray(common) || common.length === 0) continue;
        yield fileFault(
          file,
          path,
          'the list replaces the one in values.yaml, entries that come there later included',
          'Make it a map by name: maps are merged.',
        );
      }
    }
  },
});

function listsIn(data: unknown, path: readonly string[] = []): string[] {
  if (Array.isArray(data)) return [path.join('.')];
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => listsIn(value, [...path, key]));
}
