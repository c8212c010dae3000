import { nameOf } from '../../kubernetes/objects.ts';
import { portsOf } from '../backends.ts';
import { scrapedIn } from '../monitors.ts';
import { admits, reachesOtherNamespaces } from '../policies.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'policy-admits-scraper',
  rows: ['34.2'],
  title: 'Prometheus may call what it is told to scrape',
  *check(rendered) {
    for (const { monitor, path, pods, podPort } of scrapedIn(rendered)) {
      const port = portsOf(pods).find(({ name }) => name === podPort);
      if (!port || admits(rendered, pods, port, reachesOtherNamespaces)) continue;
      yield fault(
        monitor,
        path,
        `the policy of ${nameOf(pods.object)} lets nobody from another namespace in at ${port.containerPort}: there are no metrics`,
        'Allow the namespace of Prometheus, at the port of the pod.',
      );
    }
  },
});
