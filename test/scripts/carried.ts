import {
  type Container,
  containersOf,
  type KubeObject,
  nameOf,
  type Probe,
} from '../../generators/core/kubernetes/objects.ts';
import { isTest, podsIn, type RenderedPod } from '../ground/pods.ts';
import { environmentOf, expanded } from './container-environment.ts';

/** When a command of a pod runs: an app is a server, all others shall end by themselves. */
export type Role = 'app' | 'test' | 'hook' | 'job' | 'init' | 'probe' | 'lifecycle';

/** A command that a rendered pod carries. */
export interface Carried {
  role: Role;
  /** Kind and name of the object, such as Pod/rel-my-app-test-connection. */
  object: string;
  /** Where it stands in the pod's spec. */
  path: string;
  image: string;
  /** Program and arguments; none where the image alone knows its program. */
  words: readonly string[];
  environment: Readonly<Record<string, string>>;
  /** What Kubernetes gives it before it is ended, where it does so. */
  deadlineSeconds: number | undefined;
}

/** Every command of every pod: of its containers, its exec probes and its lifecycle hooks. */
export function carriedIn(objects: readonly KubeObject[]): Carried[] {
  return podsIn(objects).flatMap((pod) =>
    containersOf(pod.spec).flatMap(({ container, path }) => {
      const about = {
        object: nameOf(pod.owner),
        image: container.image ?? '',
        environment: environmentOf(container, pod, objects),
      };
      const own = { ...commandOf(container, pod, path), path };
      return [own, ...execsOf(container, pod, path)].map(
        ({ words, ...rest }): Carried => ({
          ...about,
          ...rest,
          // The kubelet expands $(NAME) in command and args alone.
          words: rest.path === path ? expanded(words, about.environment) : words,
        }),
      );
    }),
  );
}

type Found = Pick<Carried, 'role' | 'path' | 'words' | 'deadlineSeconds'>;

function commandOf(container: Container, pod: RenderedPod, path: string): Omit<Found, 'path'> {
  const { command = [], args = [] } = container;
  return {
    role: roleOf(container, pod, path),
    words: command.length > 0 ? [...command, ...args] : [],
    deadlineSeconds: deadlineOf(pod),
  };
}

function roleOf({ restartPolicy }: Container, pod: RenderedPod, path: string): Role {
  if (path.startsWith('initContainers')) return restartPolicy === 'Always' ? 'app' : 'init';
  if (isTest(pod)) return 'test';
  if (pod.owner.metadata.annotations?.['helm.sh/hook']) return 'hook';
  return ['Job', 'CronJob'].includes(pod.owner.kind) ? 'job' : 'app';
}

/** The pod's deadline or its Job's, whichever comes first. */
function deadlineOf({ owner, spec }: RenderedPod): number | undefined {
  type Deadline = { activeDeadlineSeconds?: number };
  const own = owner.spec as Deadline & { jobTemplate?: { spec?: Deadline } };
  const known = [spec as Deadline, own, own.jobTemplate?.spec]
    .map((one) => one?.activeDeadlineSeconds)
    .filter((seconds) => seconds !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

function execsOf(container: Container, { spec }: RenderedPod, path: string): Found[] {
  const grace = Number(spec.terminationGracePeriodSeconds ?? 30);
  const { lifecycle } = container;
  const found = (
    role: Role,
    key: string,
    action: Probe | undefined,
    deadlineSeconds: number | undefined,
  ): Found[] =>
    action?.exec
      ? [{ role, path: `${path}.${key}`, words: action.exec.command, deadlineSeconds }]
      : [];
  const probes = (['startupProbe', 'livenessProbe', 'readinessProbe'] as const).flatMap((key) =>
    found('probe', key, container[key], container[key]?.timeoutSeconds ?? 1),
  );
  return [
    ...probes,
    ...found('lifecycle', 'lifecycle.postStart', lifecycle?.postStart, undefined),
    ...found('lifecycle', 'lifecycle.preStop', lifecycle?.preStop, grace),
  ];
}

/** Those that differ: most renders of a chart carry the same commands. */
export function distinct(commands: readonly Carried[]): Carried[] {
  const known = new Map(
    commands.map((one) => [
      JSON.stringify([one.role, one.image, one.words, one.deadlineSeconds]),
      one,
    ]),
  );
  return [...known.values()];
}
