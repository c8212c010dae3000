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
  const own = amountOfPodItself(pod, kind, name);
  const overhead = amountSaid(pod.overhead?.[name]) ?? 0;
  return own === undefined ? undefined : own + overhead;
}

/** What is said of the pod as a whole goes before what its containers sum up to. */
function amountOfPodItself(pod: PodSpec, kind: Kind, name: ResourceName): Amount {
  const ofContainers = amountOfContainers(pod, kind, name);
  // Kubernetes knows no more than these of a whole pod.
  const { resources } = name === 'cpu' || name === 'memory' ? pod : {};
  const said = amountSaid(resources?.[kind]?.[name]);
  if (said !== undefined) return said;
  // The limit is requested where neither the pod nor a container requests anything.
  return kind === 'limits' ? ofContainers : ofContainers || amountSaid(resources?.limits?.[name]);
}

function amountOfContainers(pod: PodSpec, kind: Kind, name: ResourceName): Amount {
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
  return amountSaid(kind === 'limits' ? limit : (resources?.requests?.[name] ?? limit));
}

/** Kubernetes refuses what is no quantity, so that nobody knows what was meant. */
function amountSaid(quantity: unknown): Amount {
  if (quantity === undefined || quantity === null) return undefined;
  const amount = amountIn(quantity);
  if (amount === undefined) throw new TypeError(`${quantity} is no quantity`);
  return amount;
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
