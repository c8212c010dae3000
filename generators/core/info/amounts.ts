import { amountIn } from '../compose/quantity.ts';
import type { Container, PodSpec } from '../kubernetes/objects.ts';

/** What is counted; CPU in cores, the others in bytes. */
export const resourceNames = ['cpu', 'memory', 'ephemeral-storage'] as const;
export type ResourceName = (typeof resourceNames)[number];

/** Of a request, undefined is nothing asked for; of a limit, that there is none. */
export type Amount = number | undefined;

type Kind = 'requests' | 'limits';

/** What a pod asks for, or gets at most, as the scheduler reckons it. */
export function amountOfPod(pod: PodSpec, kind: Kind, name: ResourceName): Amount {
  const of = (container: Container) => amountOfContainer(container, kind, name);
  const inits = pod.initContainers ?? [];
  // Those run beside the app all along; each of the others runs once, after those before it.
  const sidecars = inits.filter(isSidecar);
  const running = sum([...sidecars, ...pod.containers].map(of), kind);
  const starting = inits
    .filter((container) => !isSidecar(container))
    .map((container) => {
      const before = inits.slice(0, inits.indexOf(container)).filter(isSidecar);
      return sum([...before, container].map(of), kind);
    });
  return greatest([running, ...starting], kind);
}

function amountOfContainer({ resources }: Container, kind: Kind, name: ResourceName): Amount {
  const limit = resources?.limits?.[name];
  // Kubernetes requests the limit where nothing is requested.
  const said = kind === 'limits' ? limit : (resources?.requests?.[name] ?? limit);
  return said === undefined ? undefined : amountIn(said);
}

function isSidecar({ restartPolicy }: Container): boolean {
  return restartPolicy === 'Always';
}

/** One container without a limit may take whatever there is; one without a request asks nothing. */
function sum(amounts: readonly Amount[], kind: Kind): Amount {
  if (kind === 'limits' && amounts.includes(undefined)) return undefined;
  return amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);
}

function greatest(amounts: readonly Amount[], kind: Kind): Amount {
  if (kind === 'limits' && amounts.includes(undefined)) return undefined;
  return Math.max(...amounts.map((amount) => amount ?? 0));
}
