import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'no-rendered-secrets',
  rows: ['13.3'],
  title: 'The chart renders no Secret with its contents',
  *check({ objects }) {
    for (const object of objects) {
      const key = ['data', 'stringData'].find((one) => Object.keys(object[one] ?? {}).length > 0);
      if (object.kind !== 'Secret' || !key) continue;
      yield fault(
        object,
        key,
        'the contents come from values, and lie in the release and in version control',
        'Name an existing Secret, or render an ExternalSecret or SealedSecret.',
      );
    }
  },
});
