import { dataOf, schemaFile } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

export default defineRule({
  id: 'schema-draft',
  rows: ['V3.1'],
  title: 'The schema of the values is draft-07',
  *checkChart(files) {
    const { $schema } = dataOf(files, schemaFile);
    if (/draft-07\/schema#?$/.test(String($schema))) return;
    yield fileFault(
      schemaFile,
      '$schema',
      'Helm 3 below 3.18.5 knows nothing newer, and older drafts lack what is used',
      'Write http://json-schema.org/draft-07/schema#.',
    );
  },
});
