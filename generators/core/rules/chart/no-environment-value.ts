import { dataOf } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

export default defineRule({
  id: 'no-environment-value',
  rows: ['16.6'],
  title: 'No value names the kind of environment',
  *checkChart(files) {
    for (const key of Object.keys(dataOf(files, 'values.yaml'))) {
      if (!/^(environment|stage|isProduction|production)$/i.test(key)) continue;
      yield fileFault(
        'values.yaml',
        key,
        'templates that branch on it make charts that nobody tested in production',
        "Let each environment's file set the values that differ.",
      );
    }
  },
});
