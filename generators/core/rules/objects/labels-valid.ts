import { labelKey, labelValue } from '../../answers/rules.ts';
import type { KubeObject, Labels } from '../../kubernetes/objects.ts';
import { defineRule, fault } from '../rule.ts';
import { joined, podsOf } from '../walk.ts';

export default defineRule({
  id: 'labels-valid',
  rows: ['20'],
  title: 'Labels have keys and values that the API server takes',
  *check(rendered) {
    for (const object of rendered.objects) {
      yield* wrongIn(object, 'metadata.labels', object.metadata.labels);
    }
    for (const { object, labels, at } of podsOf(rendered)) {
      if (object.kind !== 'Pod') yield* wrongIn(object, at('metadata.labels'), labels);
    }
  },
});

function* wrongIn(object: KubeObject, path: string, labels: Labels = {}) {
  for (const [key, value] of Object.entries(labels)) {
    const wrong = labelKey(key) ?? labelValue(String(value));
    if (!wrong) continue;
    yield fault(
      object,
      joined(path, key),
      `${JSON.stringify(value)} is no value for the label ${key}: ${wrong}`,
      'Replace "+", cut the text at 63 characters and trim its ends.',
    );
  }
}
