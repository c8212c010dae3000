import { defineRule, fault } from '../rule.ts';
import { scalarsIn } from '../walk.ts';

export default defineRule({
  id: 'no-empty-keys',
  rows: ['15.2'],
  title: 'No key without a value',
  seesNulls: true,
  *check({ objects }) {
    for (const object of objects) {
      for (const { path, value } of scalarsIn(object)) {
        if (value !== null) continue;
        yield fault(
          object,
          path,
          'the key has no value, and what that means differs from field to field',
          'Put the key inside the "with" that fills it, and use nindent.',
        );
      }
    }
  },
});
