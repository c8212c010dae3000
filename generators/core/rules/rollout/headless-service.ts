import { selects } from '../../kubernetes/objects.ts';
import { serviceNamed } from '../backends.ts';
import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'headless-service',
  rows: ['T1'],
  title: 'A StatefulSet has its headless Service',
  *check(rendered) {
    for (const object of ofKind(rendered, 'StatefulSet')) {
      const { serviceName = '', template } = object.spec;
      const service = serviceNamed(rendered, serviceName, object);
      const { clusterIP, selector } = service?.spec ?? {};
      const selectsPods =
        selector && selects({ matchLabels: selector }, template?.metadata?.labels ?? {});
      if (clusterIP === 'None' && selectsPods) continue;
      yield fault(
        object,
        'spec.serviceName',
        service
          ? `the Service ${serviceName} is ${selectsPods ? 'not headless' : 'for other pods'}`
          : `there is no Service "${serviceName}", so that the pods have no names of their own`,
        'Render a Service of that name with clusterIP: None and the selector of the pods.',
      );
    }
  },
});
