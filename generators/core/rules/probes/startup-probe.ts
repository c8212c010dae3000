import { defineRule, fault } from '../rule.ts';
import { containersIn, livesOn } from '../walk.ts';

const leastSeconds = 60;

export default defineRule({
  id: 'startup-probe',
  rows: ['28'],
  title: 'Every server has time to start',
  *check(rendered) {
    for (const { object, container, isInit, at } of containersIn(rendered)) {
      if (isInit || !livesOn(object) || !container.livenessProbe) continue;
      const probe = container.startupProbe;
      if (!probe) {
        yield fault(
          object,
          at('startupProbe'),
          'liveness counts from the first second, and kills an app that starts slowly',
          'Add a startupProbe that allows minutes.',
        );
        continue;
      }
      const seconds = (probe.periodSeconds ?? 10) * (probe.failureThreshold ?? 3);
      if (seconds >= leastSeconds) continue;
      yield fault(
        object,
        at('startupProbe.failureThreshold'),
        `a start may take ${seconds} s, and Helm 4 gives up as soon as the pod fails`,
        `Raise failureThreshold or periodSeconds to ${leastSeconds} s together, or more.`,
      );
    }
  },
});
