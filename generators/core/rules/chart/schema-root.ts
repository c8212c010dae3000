import { dataOf, schemaFile } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

interface Dependency {
  name: string;
  alias?: string;
}

export default defineRule({
  id: 'schema-root',
  rows: ['16.1', '16.2'],
  title: 'The schema refuses a misspelt value, and leaves room for what umbrellas hand down',
  *checkChart(files) {
    const schema = dataOf(files, schemaFile) as {
      additionalProperties?: unknown;
      properties?: Record<string, { additionalProperties?: unknown }>;
    };
    if (schema.additionalProperties !== false) {
      yield fileFault(
        schemaFile,
        'additionalProperties',
        'a misspelt value is taken and does nothing',
        'Write "additionalProperties": false at the root.',
      );
    }
    const { dependencies = [] } = dataOf(files, 'Chart.yaml') as {
      dependencies?: readonly Dependency[];
    };
    const needed = ['global', 'tags', 'enabled', ...dependencies.map((d) => d.alias ?? d.name)];
    for (const key of needed.filter((one) => !schema.properties?.[one])) {
      yield fileFault(
        schemaFile,
        `properties.${key}`,
        `Helm hands ${key} to the chart, and its own schema refuses it`,
        'Allow it.',
      );
    }
    if (schema.properties?.global?.additionalProperties === false) {
      yield fileFault(
        schemaFile,
        'properties.global.additionalProperties',
        'what an umbrella says to its other charts in global is refused here',
        'Leave global open.',
      );
    }
  },
});
