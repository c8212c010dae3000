import type { PolicyPeer } from '../kinds.ts';
import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';
import { keysOf } from '../selectors.ts';

export default defineRule({
  id: 'policy-callers',
  rows: ['33b.2'],
  title: 'A policy says who may call',
  *check(rendered) {
    for (const object of ofKind(rendered, 'NetworkPolicy')) {
      for (const [i, { from = [] }] of (object.spec.ingress ?? []).entries()) {
        const isOpen = from.length === 0 || from.some(meansEverybody);
        if (!isOpen) continue;
        yield fault(
          object,
          `spec.ingress[${i}].from`,
          'the rule lets everybody in, whatever stands beside it',
          'Name the callers, or write ingress: [] where nobody calls.',
        );
      }
    }
  },
});

function meansEverybody({ podSelector, namespaceSelector }: PolicyPeer): boolean {
  return namespaceSelector !== undefined && keysOf(namespaceSelector).length === 0 && !podSelector;
}
