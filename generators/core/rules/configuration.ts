import { containersOfPods, type Pods } from './walk.ts';

interface Source {
  configMap?: { name?: string };
  secret?: { name?: string; secretName?: string };
}

/** The ConfigMaps and Secrets that pods read, as ConfigMap/name, by whatever way. */
export function configurationReadBy(pods: Pods): ReadonlySet<string> {
  const fromContainers = containersOfPods(pods).flatMap(({ container }) => [
    ...(container.envFrom ?? []).flatMap(({ configMapRef, secretRef }) => [
      `ConfigMap/${configMapRef?.name}`,
      `Secret/${secretRef?.name}`,
    ]),
    ...(container.env ?? []).flatMap(({ valueFrom }) => [
      `ConfigMap/${valueFrom?.configMapKeyRef?.name}`,
      `Secret/${valueFrom?.secretKeyRef?.name}`,
    ]),
  ]);
  const volumes = (pods.spec.volumes ?? []) as readonly (Source & {
    projected?: { sources?: Source[] };
  })[];
  const fromVolumes = volumes
    .flatMap(({ projected, ...volume }) => [volume, ...(projected?.sources ?? [])])
    .flatMap(({ configMap, secret }) => [
      `ConfigMap/${configMap?.name}`,
      `Secret/${secret?.secretName ?? secret?.name}`,
    ]);
  return new Set([...fromContainers, ...fromVolumes]);
}
