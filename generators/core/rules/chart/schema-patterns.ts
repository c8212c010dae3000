import { schemaFile, schemasIn } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

export default defineRule({
  id: 'schema-patterns',
  rows: ['V3.2'],
  title: 'What a text must look like is a pattern, not a format',
  *checkChart(files) {
    for (const { path, schema } of schemasIn(files)) {
      if (schema.format === undefined) continue;
      yield fileFault(
        schemaFile,
        path,
        'whether a format is checked depends on the draft and on Helm',
        'Write a pattern.',
      );
    }
  },
});
