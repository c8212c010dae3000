import { monitorsIn } from '../monitors.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'monitor-namespace',
  rows: ['35.5'],
  title: 'A monitor names the namespaces that it means',
  *check(rendered) {
    for (const object of monitorsIn(rendered)) {
      const { any, matchNames = [] } = object.spec.namespaceSelector ?? {};
      if (!any && matchNames.length > 0) continue;
      yield fault(
        object,
        'spec.namespaceSelector',
        any
          ? 'it scrapes what has these labels in every namespace'
          : 'it means its own namespace, and finds nothing when it moves to the one of Prometheus',
        'Write namespaceSelector: {matchNames: [<namespace of the release>]}.',
      );
    }
  },
});
