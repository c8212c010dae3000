import { ofKind } from '../kinds.ts';
import { policiesOf } from '../policies.ts';
import { defineRule, fault } from '../rule.ts';
import { podsOf } from '../walk.ts';

export default defineRule({
  id: 'policy-covers',
  rows: ['N5'],
  title: 'Where there are policies, every pod lives under one',
  *check(rendered) {
    if (ofKind(rendered, 'NetworkPolicy').length === 0) return;
    for (const pods of podsOf(rendered)) {
      if (policiesOf(rendered, pods).length > 0) continue;
      yield fault(
        pods.object,
        pods.at('metadata.labels'),
        'no NetworkPolicy of the release takes these pods: everybody may call them, and they all',
        'Render a policy whose podSelector takes them.',
      );
    }
  },
});
