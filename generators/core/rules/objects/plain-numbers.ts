import { defineRule, fault } from '../rule.ts';
import { scalarsIn } from '../walk.ts';

export default defineRule({
  id: 'plain-numbers',
  rows: ['9.1'],
  title: 'No whole number is written as 1e+06',
  *check({ objects }) {
    for (const object of objects) {
      for (const { path, value } of scalarsIn(object)) {
        if (typeof value !== 'string' || !/(^|[^\w.])\d(\.\d+)?e\+\d\d($|\W)/.test(value)) continue;
        yield fault(
          object,
          path,
          `${JSON.stringify(value)} is what Helm makes of a great number, and programs misread it`,
          'Pass the value through int64 before it becomes text.',
        );
      }
    }
  },
});
