import type { KubeObject } from '../kubernetes/objects.ts';
import { selects } from '../kubernetes/objects.ts';
import { podsBehind } from './backends.ts';
import type { Kind } from './kinds.ts';
import { ofKind } from './kinds.ts';
import type { Rendered } from './rule.ts';
import type { Pods } from './walk.ts';
import { namespaceOf, podsOf } from './walk.ts';

type Monitor = Kind<'ServiceMonitor'> | Kind<'PodMonitor'>;

export function monitorsIn(rendered: Rendered): Monitor[] {
  return [...ofKind(rendered, 'ServiceMonitor'), ...ofKind(rendered, 'PodMonitor')];
}

/** Whether a monitor looks into the namespace of an object, and takes it by its labels. */
export function watches(rendered: Rendered, monitor: Monitor, object: KubeObject): boolean {
  return (
    looksInto(rendered, monitor, object) && selects(monitor.spec.selector, object.metadata.labels)
  );
}

export interface Scraped {
  monitor: KubeObject;
  path: string;
  pods: Pods;
  /** The name of the pods' port; undefined where there is no port of that name on the way. */
  podPort: string | undefined;
  wanted: string | undefined;
}

/** Each port that Prometheus is told to scrape, with the pods that it belongs to. */
export function scrapedIn(rendered: Rendered): Scraped[] {
  const byService = ofKind(rendered, 'ServiceMonitor').flatMap((monitor) =>
    (monitor.spec.endpoints ?? []).flatMap(({ port: wanted }, i) =>
      ofKind(rendered, 'Service')
        .filter((service) => watches(rendered, monitor, service))
        .flatMap((service) => {
          const found = service.spec.ports?.find(({ name }) => name === wanted);
          const podPort = found && String(found.targetPort ?? found.port);
          const path = `spec.endpoints[${i}].port`;
          return podsBehind(rendered, service).map((pods) => ({
            ...{ monitor, path, pods, podPort, wanted },
          }));
        }),
    ),
  );
  const byPod = ofKind(rendered, 'PodMonitor').flatMap((monitor) =>
    (monitor.spec.podMetricsEndpoints ?? []).flatMap(({ port: wanted }, i) =>
      podsOf(rendered)
        .filter(
          ({ object, labels }) =>
            looksInto(rendered, monitor, object) && selects(monitor.spec.selector, labels),
        )
        .map((pods) => ({
          ...{ monitor, path: `spec.podMetricsEndpoints[${i}].port`, pods, wanted },
          podPort: wanted,
        })),
    ),
  );
  return [...byService, ...byPod];
}

function looksInto(rendered: Rendered, monitor: Monitor, object: KubeObject): boolean {
  const { any, matchNames = [namespaceOf(rendered, monitor)] } =
    monitor.spec.namespaceSelector ?? {};
  return any === true || matchNames.includes(namespaceOf(rendered, object));
}
