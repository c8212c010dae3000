import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'pull-policy',
  rows: ['C9'],
  title: 'Nodes ask the registry at every start, or the chart says why not',
  exemptedBy: ['checkov/CKV_K8S_15', 'polaris/pullPolicyNotAlways'],
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      if (container.imagePullPolicy === 'Always') continue;
      yield fault(
        object,
        at('imagePullPolicy'),
        'a node that has the image starts it for whoever asks, credentials or not',
        'Set Always, or exempt CKV_K8S_15 with the reason; a value should decide.',
      );
    }
  },
});
