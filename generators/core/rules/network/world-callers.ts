import { podsBehind } from '../backends.ts';
import { ofKind } from '../kinds.ts';
import { podsUnder } from '../policies.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'world-callers',
  rows: ['N3.2', 'X13'],
  title: 'The whole world may call only what a Service opens to it',
  *check(rendered) {
    const opened = ofKind(rendered, 'Service')
      .filter(({ spec }) => spec.type === 'LoadBalancer' || spec.type === 'NodePort')
      .flatMap((service) => podsBehind(rendered, service))
      .map(({ object }) => object);
    for (const object of ofKind(rendered, 'NetworkPolicy')) {
      if (podsUnder(rendered, object).some((pods) => opened.includes(pods.object))) continue;
      for (const [i, { from = [] }] of (object.spec.ingress ?? []).entries()) {
        for (const [j, { ipBlock }] of from.entries()) {
          if (!ipBlock || !/^(0\.0\.0\.0|::)\/0$/.test(ipBlock.cidr)) continue;
          yield fault(
            object,
            `spec.ingress[${i}].from[${j}].ipBlock.cidr`,
            'every address may call the pods, though no Service is open to the world',
            'Name the ranges of the callers.',
          );
        }
      }
    }
  },
});
