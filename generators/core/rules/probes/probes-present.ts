import { defineRule, fault } from '../rule.ts';
import { containersIn, livesOn } from '../walk.ts';

export default defineRule({
  id: 'probes-present',
  rows: ['R3'],
  title: 'Kubernetes can ask every app whether it lives and is ready',
  exemptedBy: ['checkov/CKV_K8S_8', 'checkov/CKV_K8S_9'],
  *check(rendered) {
    for (const { object, container, isInit, at } of containersIn(rendered)) {
      if (isInit || !livesOn(object)) continue;
      for (const probe of ['livenessProbe', 'readinessProbe'] as const) {
        if (container[probe]) continue;
        yield fault(
          object,
          at(probe),
          probe === 'livenessProbe'
            ? 'an app that hangs is never restarted'
            : 'requests reach the pod before it can answer them',
          'Add the probe, or exempt CKV_K8S_8 or CKV_K8S_9 with the reason.',
        );
      }
    }
  },
});
