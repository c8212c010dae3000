import { portsOf } from '../backends.ts';
import { exemptionsOf } from '../exemptions.ts';
import { ofKind } from '../kinds.ts';
import { podsUnder } from '../policies.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'policy-complete',
  rows: ['N1', 'N2', '33b.1', 'X4'],
  title: 'A policy speaks of both directions, and allows something in each that is used',
  *check(rendered) {
    for (const object of ofKind(rendered, 'NetworkPolicy')) {
      const { policyTypes = [], ingress = [], egress = [] } = object.spec;
      for (const direction of ['Ingress', 'Egress'] as const) {
        if (policyTypes.includes(direction)) continue;
        yield fault(
          object,
          'spec.policyTypes',
          `the policy says nothing of ${direction}, which stays open`,
          'Write policyTypes: [Ingress, Egress].',
        );
      }
      if (policyTypes.includes('Egress') && egress.length === 0) {
        yield fault(
          object,
          'spec.egress',
          'the pods may call nobody, not even DNS',
          'Allow DNS at least.',
        );
      }
      const called = podsUnder(rendered, object).some(
        (pods) =>
          portsOf(pods).length > 0 &&
          !exemptionsOf(pods.object).has('polaris/missingNetworkPolicy'),
      );
      if (policyTypes.includes('Ingress') && ingress.length === 0 && called) {
        yield fault(
          object,
          'spec.ingress',
          'the pods have ports, and nobody may call them',
          "Allow the callers; if there are none, exempt Polaris' missingNetworkPolicy.",
        );
      }
    }
  },
});
