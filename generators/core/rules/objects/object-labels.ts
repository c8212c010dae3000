import { defineRule, fault } from '../rule.ts';
import { joined } from '../walk.ts';

const asked = ['name', 'instance', 'managed-by'].map((part) => `app.kubernetes.io/${part}`);

export default defineRule({
  id: 'object-labels',
  rows: ['O2'],
  title: 'Every object has the labels that tools know it by',
  *check({ objects }) {
    for (const object of objects) {
      for (const key of asked) {
        if (object.metadata.labels?.[key]) continue;
        yield fault(
          object,
          joined('metadata.labels', key),
          `the label ${key} is missing, so that nobody finds what belongs to the release`,
          "Include the chart's common labels in the metadata.",
        );
      }
    }
  },
});
