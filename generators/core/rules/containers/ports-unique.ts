import { defineRule, fault } from '../rule.ts';
import { containersOfPods, podsOf } from '../walk.ts';

export default defineRule({
  id: 'ports-unique',
  rows: ['21.3'],
  title: 'No two ports of a pod are the same',
  *check(rendered) {
    for (const pods of podsOf(rendered)) {
      const seen = new Set<string>();
      for (const { object, container, at } of containersOfPods(pods)) {
        for (const [i, { name, containerPort, protocol = 'TCP' }] of (
          container.ports ?? []
        ).entries()) {
          for (const key of [`${containerPort}/${protocol}`, ...(name ? [name] : [])]) {
            if (seen.has(key)) {
              yield fault(
                object,
                at(`ports[${i}]`),
                `the pod has the port ${key} twice, and Helm 4 fails to install that`,
                'Leave one out; a monitor can scrape the port of requests.',
              );
            }
            seen.add(key);
          }
        }
      }
    }
  },
});
