import { dataOf } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';
import { scalarsIn } from '../walk.ts';

export default defineRule({
  id: 'values-no-null',
  rows: ['8.1'],
  title: 'No value is null',
  *checkChart(files) {
    for (const file of files.keys()) {
      if (!/^values[^/]*\.yaml$/.test(file)) continue;
      for (const { path, value } of scalarsIn(dataOf(files, file))) {
        if (value !== null) continue;
        yield fileFault(
          file,
          path,
          'null deletes a value in one Helm and fails the schema in the other',
          'Write "", [] or {}, and an explicit enabled.',
        );
      }
    }
  },
});
