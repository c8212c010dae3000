import {
  containersOf,
  type KubeObject,
  nameOf,
  type Probe,
} from '../../generators/core/kubernetes/objects.ts';
import { podsIn, portOf } from '../ground/pods.ts';

/** What the kubelet asks over the network; exec probes are commands, see carried.ts. */
export interface NetworkProbe {
  title: string;
  /** The number that the container listens on; none where it has no port of the probe's name. */
  port: number | undefined;
  /** Of an http probe. A tcp or a grpc probe opens a connection here, and no more. */
  path: string | undefined;
}

export function networkProbesIn(objects: readonly KubeObject[]): NetworkProbe[] {
  return podsIn(objects).flatMap(({ owner, spec }) =>
    containersOf(spec).flatMap(({ container, path }) =>
      (['startupProbe', 'livenessProbe', 'readinessProbe'] as const).flatMap((key) => {
        const asked = askedBy(container[key]);
        if (!asked) return [];
        const title = `${nameOf(owner)} ${path}.${key}`;
        return [{ ...asked, title, port: portOf(container.ports ?? [], asked.port) }];
      }),
    ),
  );
}

function askedBy(probe: Probe | undefined) {
  const { httpGet, tcpSocket, grpc } = probe ?? {};
  if (httpGet) return { port: httpGet.port, path: httpGet.path ?? '/' };
  const bare = tcpSocket ?? grpc;
  return bare ? { port: bare.port, path: undefined } : undefined;
}
