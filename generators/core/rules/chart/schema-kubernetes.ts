import { dataOf, schemaFile, valueAt } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

type Schema = Record<string, unknown> & { items?: Schema; $ref?: string };

const closed = [
  ...['resources', 'livenessProbe', 'readinessProbe', 'startupProbe', 'securityContext'],
  ...['podSecurityContext', 'tolerations', 'affinity', 'topologySpreadConstraints', 'env'],
];
const open = ['initContainers', 'sidecars', 'volumes', 'volumeMounts'];

export default defineRule({
  id: 'schema-kubernetes',
  rows: ['16.3', '16.4', '16.5'],
  title: 'The schema knows the fields that are handed on to Kubernetes',
  *checkChart(files) {
    const root = dataOf(files, schemaFile) as Schema;
    const schemaOf = (key: string): Schema | undefined => {
      const found = valueAt(root, `properties.${key}`) as Schema | undefined;
      const one = found?.items ?? found;
      return one?.$ref ? (valueAt(root, one.$ref.slice(2).replaceAll('/', '.')) as Schema) : one;
    };
    for (const key of closed) {
      const schema = schemaOf(key);
      if (!schema || schema.additionalProperties === false) continue;
      yield fileFault(
        schemaFile,
        `properties.${key}`,
        'a misspelt field is handed on, and Kubernetes drops it without a word',
        'Close the schema by what the OpenAPI of Kubernetes lists.',
      );
    }
    for (const key of open) {
      if (schemaOf(key)?.additionalProperties !== false) continue;
      yield fileFault(
        schemaFile,
        `properties.${key}`,
        'whole containers and volumes make the schema great and every render slow',
        'Leave it open.',
      );
    }
    for (const kind of ['requests', 'limits']) {
      const amounts = valueAt(schemaOf('resources'), `properties.${kind}`) as Schema | undefined;
      if (amounts?.additionalProperties !== false) continue;
      yield fileFault(
        schemaFile,
        `properties.resources.${kind}`,
        'extended resources such as example.com/gpu are refused',
        'Allow other keys, each with a quantity.',
      );
    }
  },
});
