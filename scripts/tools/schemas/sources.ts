import { createHash } from 'node:crypto';
import path from 'node:path';
import { cacheRoot, type Env } from '../cache.ts';

/** Raise it when the form of the schemas changes: older ones in the cache are then left alone. */
const FORMAT = 3;

/** The newest patch of each minor that is held against charts; `at` is what kubeconform is told. */
export const KUBERNETES = [
  { minor: '1.33', at: '1.33.0', module: 'k8s.io/kubernetes@v1.33.13' },
  { minor: '1.34', at: '1.34.0', module: 'k8s.io/kubernetes@v1.34.4' },
  { minor: '1.35', at: '1.35.0', module: 'k8s.io/kubernetes@v1.35.4' },
  { minor: '1.36', at: '1.36.0', module: 'k8s.io/kubernetes@v1.36.3' },
] as const;

/** The custom resources that charts use, one entry for each module that defines some. */
export const CUSTOM_RESOURCES = [
  {
    module: 'github.com/prometheus-operator/prometheus-operator@v0.85.0',
    files: [
      'example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml',
      'example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml',
    ],
  },
  {
    module: 'github.com/cert-manager/cert-manager@v1.21.2',
    files: ['deploy/crds/cert-manager.io_certificates.yaml'],
  },
] as const;

/** How KWOK plays nodes, pods and volumes, for the control plane of the tests. */
export const STAGES = {
  module: 'sigs.k8s.io/kwok@v0.8.0',
  files: [
    'kustomize/stage/node/fast/node-initialize.yaml',
    'kustomize/stage/node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
    'kustomize/stage/pod/fast/pod-complete.yaml',
    'kustomize/stage/pod/fast/pod-delete.yaml',
    'kustomize/stage/pod/fast/pod-ready.yaml',
    'kustomize/stage/volume/fast/pv-bind.yaml',
    'kustomize/stage/volume/fast/pv-delete.yaml',
    'kustomize/stage/volume/fast/pvc-delete.yaml',
    'kustomize/stage/volume/fast/pvc-provision.yaml',
    'kustomize/stage/volume/fast/storage-class.yaml',
  ],
} as const;

/** Below the folder: the definitions of the custom resources, and KWOK's stages, as they came. */
export const CRDS_FOLDER = 'crds';
export const STAGES_FOLDER = 'stages';

export const NEWEST = KUBERNETES[KUBERNETES.length - 1] as (typeof KUBERNETES)[number];

export const SWAGGER = 'api/openapi-spec/swagger.json';

/** The newest OpenAPI as it came, for what else is made from it. */
export const NEWEST_OPENAPI = 'openapi.json';

/** Written last and read first: tells what the folder was made from. */
export const MANIFEST = 'made-from.json';

/** The oldest Go that downloads these modules. */
export const SCHEMAS_GO = '1.21.0';

export const MODULES = [...KUBERNETES, ...CUSTOM_RESOURCES, STAGES].map(({ module }) => module);

export const SOURCES = {
  format: FORMAT,
  kubernetes: KUBERNETES,
  custom: CUSTOM_RESOURCES,
  stages: STAGES,
};

/** One folder for one set of sources, so that a changed version never meets old schemas. */
export function schemasFolder(env?: Env): string {
  const digest = createHash('sha256').update(JSON.stringify(SOURCES)).digest('hex').slice(0, 10);
  return path.join(cacheRoot(env), 'schemas', `${FORMAT}-${digest}`);
}

/** What follows `-schema-location`; the first holds Kubernetes' own kinds, by `-kubernetes-version`. */
export function schemaLocations(folder: string): string[] {
  return [
    path.join(
      folder,
      '{{ .NormalizedKubernetesVersion }}/{{ .ResourceKind }}{{ .KindSuffix }}.json',
    ),
    path.join(folder, 'custom/{{ .Group }}/{{ .ResourceKind }}_{{ .ResourceAPIVersion }}.json'),
  ];
}
