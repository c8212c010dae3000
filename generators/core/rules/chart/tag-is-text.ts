import { schemaFile, schemasIn } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

export default defineRule({
  id: 'tag-is-text',
  rows: ['10.1'],
  title: 'A tag such as 1.10 stays text',
  *checkChart(files) {
    for (const { path, schema } of schemasIn(files)) {
      if (!/(^|\.)properties\.[iI]mage\.properties\.tag$/.test(path)) continue;
      if (schema.type === 'string') continue;
      yield fileFault(
        schemaFile,
        path,
        'YAML reads the tag 1.10 as the number 1.1, and another image is pulled',
        'Write "type": "string".',
      );
    }
  },
});
