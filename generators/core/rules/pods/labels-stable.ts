import { defineRule, fault } from '../rule.ts';
import { joined, livesOn, podsOf } from '../walk.ts';

export default defineRule({
  id: 'labels-stable',
  rows: ['2.3'],
  title: 'A new version of the chart alone restarts no pod',
  *check(rendered) {
    for (const { object, labels, at } of podsOf(rendered)) {
      if (!livesOn(object) || labels['helm.sh/chart'] === undefined) continue;
      yield fault(
        object,
        joined(at('metadata.labels'), 'helm.sh/chart'),
        'the label changes with the chart, so that every release restarts the pods',
        'Keep helm.sh/chart to the metadata of objects.',
      );
    }
  },
});
