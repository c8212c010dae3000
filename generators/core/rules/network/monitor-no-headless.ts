import { ofKind } from '../kinds.ts';
import { watches } from '../monitors.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'monitor-no-headless',
  rows: ['35.3'],
  title: 'A ServiceMonitor leaves headless Services out',
  *check(rendered) {
    for (const object of ofKind(rendered, 'ServiceMonitor')) {
      const headless = ofKind(rendered, 'Service').find(
        (service) => service.spec.clusterIP === 'None' && watches(rendered, object, service),
      );
      if (!headless) continue;
      yield fault(
        object,
        'spec.selector',
        `it takes the headless Service ${headless.metadata.name} too, and every pod is scraped twice`,
        'Label headless Services, and leave them out by matchExpressions.',
      );
    }
  },
});
