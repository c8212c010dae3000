import { schemaFile, schemasIn } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

export default defineRule({
  id: 'schema-refs',
  rows: ['V3.3', '16.8'],
  title: 'References of the schema stay inside it and stand alone',
  *checkChart(files) {
    for (const { path, schema } of schemasIn(files)) {
      if (schema.$ref === undefined) continue;
      if (!/^#\/(definitions|\$defs)\//.test(String(schema.$ref))) {
        yield fileFault(
          schemaFile,
          path,
          `${schema.$ref} is fetched from elsewhere, or not at all`,
          'Put the definition into the schema.',
        );
      }
      const ignored = Object.keys(schema).filter(
        (key) => !['$ref', 'description', 'title'].includes(key),
      );
      if (ignored.length === 0) continue;
      yield fileFault(
        schemaFile,
        path,
        `draft-07 ignores what stands beside $ref: ${ignored.join(', ')}`,
        'Wrap the reference in allOf, or write the definition out.',
      );
    }
  },
});
