import { portsOf } from '../backends.ts';
import { monitorsIn, scrapedIn } from '../monitors.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'monitor-finds',
  rows: ['35.2', '35.4', '21.4'],
  title: 'A monitor finds pods in their namespace, and a port to scrape',
  *check(rendered) {
    const scraped = scrapedIn(rendered);
    for (const object of monitorsIn(rendered)) {
      if (scraped.some(({ monitor }) => monitor === object)) continue;
      yield fault(
        object,
        'spec.selector',
        'selector and namespaceSelector lead to no pod of this release',
        'Name the namespace of the release in matchNames, and the labels of the Service or pods.',
      );
    }
    for (const { monitor, path, pods, podPort, wanted } of scraped) {
      if (podPort && portsOf(pods).some(({ name }) => name === podPort)) continue;
      yield fault(
        monitor,
        path,
        `there is no port "${wanted}" to scrape`,
        'Name a port that the Service and the container have; http where both are one number.',
      );
    }
  },
});
