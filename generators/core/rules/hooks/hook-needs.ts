import { nameOf } from '../../kubernetes/objects.ts';
import { configurationReadBy } from '../configuration.ts';
import { defineRule, fault } from '../rule.ts';
import { hookEventsOf, podsOf } from '../walk.ts';

const early = ['pre-install', 'pre-upgrade'];

export default defineRule({
  id: 'hook-needs',
  rows: ['30.2', '30.3'],
  title: 'What a hook needs before the install is a hook too, or exists already',
  *check(rendered) {
    for (const pods of podsOf(rendered)) {
      const { object, spec } = pods;
      const events = hookEventsOf(object).filter((event) => early.includes(event));
      if (events.length === 0) continue;
      const wanted = new Set([
        `ServiceAccount/${spec.serviceAccountName}`,
        ...configurationReadBy(pods),
      ]);
      for (const late of rendered.objects) {
        const made = /^(External|Sealed)Secret$/.test(late.kind)
          ? `Secret/${late.metadata.name}`
          : nameOf(late);
        const isEarly = events.every((event) => hookEventsOf(late).includes(event));
        if (!wanted.has(made) || isEarly) continue;
        yield fault(
          object,
          pods.at('spec'),
          `the hook runs before ${nameOf(late)} is there, which it needs`,
          `Make that ${late.kind} a hook of the same moments, or name one that exists beside the chart.`,
        );
      }
    }
  },
});
