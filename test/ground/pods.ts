import {
  type ContainerPort,
  containersOf,
  type KubeObject,
  type Labels,
  type PodSpec,
  podTemplateOf,
  selects,
} from '../../generators/core/kubernetes/objects.ts';

/** A pod that an object brings about. */
export interface RenderedPod {
  owner: KubeObject;
  namespace: string;
  labels: Labels;
  spec: PodSpec;
  /** Of all its containers. */
  ports: readonly ContainerPort[];
}

export function podsIn(objects: readonly KubeObject[]): RenderedPod[] {
  return objects.flatMap((owner) => {
    const found = podTemplateOf(owner);
    if (!found) return [];
    const { metadata, spec } = found.template;
    return [
      {
        owner,
        namespace: owner.metadata.namespace ?? '',
        labels: metadata?.labels ?? {},
        spec,
        ports: containersOf(spec).flatMap(({ container }) => container.ports ?? []),
      },
    ];
  });
}

/** A port of a Service, and the pod and port that it leads to. */
export interface Route {
  service: KubeObject;
  portName: string | undefined;
  port: number;
  protocol: string;
  pod: RenderedPod;
  podPort: number;
}

interface ServiceSpec {
  selector?: Labels;
  ports?: readonly {
    name?: string;
    port: number;
    targetPort?: number | string;
    protocol?: string;
  }[];
}

/** Where every port of every Service leads to; one that leads nowhere is not among them. */
export function routesIn(objects: readonly KubeObject[]): Route[] {
  const pods = podsIn(objects);
  return objects
    .filter(({ kind }) => kind === 'Service')
    .flatMap((service) => {
      const { selector, ports = [] } = service.spec as ServiceSpec;
      const selected = pods.filter(
        ({ namespace, labels }) =>
          selector !== undefined &&
          namespace === service.metadata.namespace &&
          selects({ matchLabels: selector }, labels),
      );
      return ports.flatMap(({ name, port, targetPort = port, protocol = 'TCP' }) =>
        selected.flatMap((pod) => {
          const podPort = portOf(pod.ports, targetPort);
          return podPort === undefined
            ? []
            : [{ service, portName: name, port, protocol, pod, podPort }];
        }),
      );
    });
}

/** The number of a port that is given by number or by the name that a container gives it. */
export function portOf(
  ports: readonly ContainerPort[],
  wanted: number | string,
): number | undefined {
  if (typeof wanted === 'number') return wanted;
  return ports.find(({ name }) => name === wanted)?.containerPort;
}

/** The names under which a Service is known to pods of its namespace. */
export function hostNamesOf({ metadata: { name, namespace } }: KubeObject): string[] {
  const within = ['', `.${namespace}`, `.${namespace}.svc`, `.${namespace}.svc.cluster.local`];
  return within.map((suffix) => `${name}${suffix}`);
}

/** The pods of the release's tests. */
export function isTest({ owner }: RenderedPod): boolean {
  return owner.metadata.annotations?.['helm.sh/hook'] === 'test';
}
