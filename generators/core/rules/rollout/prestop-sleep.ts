import { selects } from '../../kubernetes/objects.ts';
import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';
import { containersIn, sameNamespace } from '../walk.ts';

export default defineRule({
  id: 'prestop-sleep',
  rows: ['26.2'],
  title: 'A pod that requests reach goes on serving until nobody sends any',
  *check(rendered) {
    const services = ofKind(rendered, 'Service').filter(({ spec }) => spec.selector);
    for (const { pods, object, container, isInit, at } of containersIn(rendered)) {
      if (isInit || object.kind !== 'Deployment' || !container.ports) continue;
      const { strategy } = object.spec as { strategy?: { type?: string } };
      const isServed = services.some(
        (service) =>
          sameNamespace(rendered, service, object) &&
          selects({ matchLabels: service.spec.selector ?? {} }, pods.labels),
      );
      if (!isServed || strategy?.type === 'Recreate' || container.lifecycle?.preStop) continue;
      yield fault(
        object,
        at('lifecycle.preStop'),
        'the app stops while load balancers still send requests, which end as 502',
        'Add lifecycle: {preStop: {sleep: {seconds: 10}}}.',
      );
    }
  },
});
