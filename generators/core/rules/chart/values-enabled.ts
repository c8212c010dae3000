import { dataOf, templatesOf, valueAt } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

export default defineRule({
  id: 'values-enabled',
  rows: ['8.2'],
  title: 'Every switch that templates read stands in values.yaml',
  *checkChart(files) {
    const values = dataOf(files, 'values.yaml');
    for (const [file, text] of templatesOf(files)) {
      const read = text.replace(/[()]/g, '').matchAll(/\.Values\.([\w.]+\.enabled)\b/g);
      for (const path of new Set([...read].map(([, one]) => one ?? ''))) {
        if (valueAt(values, path) !== undefined) continue;
        yield fileFault(
          file,
          path,
          'the template asks for a switch that values.yaml does not have: nobody finds it',
          'Write it there, true or false.',
        );
      }
    }
  },
});
