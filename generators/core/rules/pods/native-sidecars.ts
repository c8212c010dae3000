import { defineRule, fault } from '../rule.ts';
import { podsOf } from '../walk.ts';

export default defineRule({
  id: 'native-sidecars',
  rows: ['29'],
  title: 'Proxies and exporters are native sidecars',
  *check(rendered) {
    for (const { object, spec, at } of podsOf(rendered)) {
      const [app, second] = spec.containers ?? [];
      if (!app || !second) continue;
      yield fault(
        object,
        at('spec.containers[1]'),
        `${second.name} starts and ends in no order with ${app.name}`,
        'Make it an init container with restartPolicy: Always: it starts first and ends last.',
      );
    }
  },
});
