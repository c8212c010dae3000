import { defineRule, fault } from '../rule.ts';
import { scalarsIn } from '../walk.ts';

const texts =
  /(^|\.)(name|namespace|serviceAccountName|secretName|claimName|priorityClassName|targetPort)$|(^|\.)(labels|matchLabels|selector|matchNames|values)[.[]/;
const numbersAreFine = /targetPort$/;

export default defineRule({
  id: 'name-scalars',
  rows: ['19a.1'],
  title: 'What comes from a name is text, even where the name looks like a number',
  *check({ objects }) {
    for (const object of objects) {
      const read = { metadata: object.metadata, spec: object.spec };
      for (const { path, value } of scalarsIn(read)) {
        if (!texts.test(path) || typeof value === 'string' || value === null) continue;
        if (value === undefined || (typeof value === 'number' && numbersAreFine.test(path)))
          continue;
        yield fault(
          object,
          path,
          `${JSON.stringify(value)} is a ${typeof value}, and a text belongs here`,
          'Quote it: releases, namespaces and apps may be called 1234, true or 1e3.',
        );
      }
    }
  },
});
