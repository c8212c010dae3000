import type { KubeObject } from '../kubernetes/objects.ts';
import { selects } from '../kubernetes/objects.ts';
import type { Count, Kind } from './kinds.ts';
import { ofKind } from './kinds.ts';
import type { Rendered } from './rule.ts';
import type { Pods } from './walk.ts';
import { containersOfPods, livesOn, podsOf, sameNamespace } from './walk.ts';

export interface PodPort {
  name?: string;
  containerPort: number;
  protocol: string;
}

/** The ports that pods declare, those of native sidecars included. */
export function portsOf(pods: Pods): PodPort[] {
  return containersOfPods(pods).flatMap(({ container }) =>
    (container.ports ?? []).map((port) => ({ ...port, protocol: port.protocol ?? 'TCP' })),
  );
}

/** The port that a name or a number means. */
export function portNamed(ports: readonly PodPort[], wanted: Count): PodPort | undefined {
  return ports.find(({ name, containerPort }) =>
    typeof wanted === 'number' ? containerPort === wanted : name === wanted,
  );
}

/** The pods that answer the requests of a Service. */
export function podsBehind(rendered: Rendered, service: Kind<'Service'>): Pods[] {
  return podsTakenBy(rendered, service).filter(({ object }) => livesOn(object));
}

/** The pods that a Service sends requests to, those of hooks and jobs included. */
export function podsTakenBy(rendered: Rendered, service: Kind<'Service'>): Pods[] {
  const { selector } = service.spec;
  if (!selector || Object.keys(selector).length === 0) return [];
  return podsOf(rendered).filter(
    ({ object, labels }) =>
      sameNamespace(rendered, object, service) && selects({ matchLabels: selector }, labels),
  );
}

/** A place where a Service is named to get requests from outside. */
export interface Backend {
  object: KubeObject;
  path: string;
  service: string;
  port: Count | undefined;
}

export function backendsIn(rendered: Rendered): Backend[] {
  const ingresses = ofKind(rendered, 'Ingress').flatMap((object) => {
    const rules = (object.spec.rules ?? []).flatMap(({ http }, i) =>
      (http?.paths ?? []).map(({ backend = {} }, j) => ({
        backend,
        path: `spec.rules[${i}].http.paths[${j}].backend`,
      })),
    );
    const last = object.spec.defaultBackend
      ? [{ backend: object.spec.defaultBackend, path: 'spec.defaultBackend' }]
      : [];
    return [...rules, ...last].flatMap(({ backend: { service }, path }) =>
      service
        ? [
            {
              object,
              path,
              service: service.name,
              port: service.port?.name ?? service.port?.number,
            },
          ]
        : [],
    );
  });
  const routes = ofKind(rendered, 'HTTPRoute').flatMap((object) =>
    (object.spec.rules ?? []).flatMap(({ backendRefs = [] }, i) =>
      backendRefs.flatMap(({ kind = 'Service', name, port }, j) =>
        kind === 'Service'
          ? [{ object, path: `spec.rules[${i}].backendRefs[${j}]`, service: name, port }]
          : [],
      ),
    ),
  );
  return [...ingresses, ...routes];
}

export function serviceNamed(
  rendered: Rendered,
  name: string,
  near: KubeObject,
): Kind<'Service'> | undefined {
  return ofKind(rendered, 'Service').find(
    (service) => service.metadata.name === name && sameNamespace(rendered, service, near),
  );
}
