import { defineRule, fault } from '../rule.ts';
import { looksSecret } from '../secrets.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'no-plain-secrets',
  rows: ['13.2'],
  title: 'No secret stands in the environment as plain text',
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      for (const [i, { name, value }] of (container.env ?? []).entries()) {
        if (!value || !looksSecret(name) || name.endsWith('_FILE')) continue;
        yield fault(
          object,
          at(`env[${i}].value`),
          `${name} looks like a secret, and everybody who may read the release sees it`,
          'Put it into a Secret that exists beside the chart, and mount that.',
        );
      }
    }
  },
});
