import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

interface Capabilities {
  drop?: readonly string[];
  add?: readonly string[];
}

export default defineRule({
  id: 'drop-capabilities',
  rows: ['C4', '32.2', '36.1'],
  title: 'Every container gives up all capabilities',
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      const { drop = [], add = [] } = (container.securityContext?.capabilities ??
        {}) as Capabilities;
      if (!drop.includes('ALL')) {
        yield fault(
          object,
          at('securityContext.capabilities.drop'),
          'the container keeps rights of root',
          'Set capabilities: {drop: [ALL]}.',
        );
      }
      if (add.some((one) => one !== 'NET_BIND_SERVICE')) {
        yield fault(
          object,
          at('securityContext.capabilities.add'),
          `the container gets ${add.join(', ')} back, which "restricted" refuses`,
          'Leave it out.',
        );
      }
    }
  },
});
