import { defineRule, fault } from '../rule.ts';
import { podsOf, sameNamespace } from '../walk.ts';

export default defineRule({
  id: 'own-service-account',
  rows: ['P5'],
  title: 'Pods run as a ServiceAccount of their own, which exists',
  *check(rendered) {
    const accounts = rendered.objects.filter(({ kind }) => kind === 'ServiceAccount');
    for (const { object, spec, at } of podsOf(rendered)) {
      const name = spec.serviceAccountName;
      const path = at('spec.serviceAccountName');
      if (typeof name !== 'string' || name === '' || name === 'default') {
        yield fault(
          object,
          path,
          'the pods share the account "default" with whatever else runs in the namespace',
          'Render a ServiceAccount for them and name it.',
        );
      } else if (
        name.startsWith(`${rendered.release}-`) &&
        !accounts.some((one) => one.metadata.name === name && sameNamespace(rendered, one, object))
      ) {
        yield fault(
          object,
          path,
          `the ServiceAccount ${name} is named like one of this release, which renders none`,
          'Render it, or name the account that exists.',
        );
      }
    }
  },
});
