import { backendsIn, serviceNamed } from '../backends.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'backend-exists',
  rows: ['G3'],
  title: 'What is published is a Service of this release, and a port of it',
  *check(rendered) {
    for (const { object, path, service: name, port } of backendsIn(rendered)) {
      const service = serviceNamed(rendered, name, object);
      if (!service) {
        yield fault(
          object,
          path,
          `there is no Service ${name} in this release, and people get a 503`,
          'Name the Service by the helper that names it, or render it.',
        );
        continue;
      }
      const ports = service.spec.ports ?? [];
      if (ports.some((one) => one.name === port || one.port === port)) continue;
      yield fault(
        object,
        path,
        `the Service ${name} has no port ${port}; it has: ${ports.map((one) => one.name ?? one.port).join(', ')}`,
        'Name a port of the Service.',
      );
    }
  },
});
