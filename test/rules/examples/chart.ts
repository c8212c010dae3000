/** One change to a file of the default chart, and where the rule speaks then. */
export interface ChartExample {
  file: string;
  from: string | RegExp;
  to: string;
  finds: { object: string; path: string | RegExp };
}

const change = (
  file: string,
  from: string | RegExp,
  to: string,
  path: string | RegExp,
  object = file,
): ChartExample => ({ file, from, to, finds: { object, path } });

const schema = 'values.schema.json';
const deployment = 'templates/deployment.yaml';
const line = /^line \d+$/;
const settable = (key: string, path: string) =>
  change('values.yaml', new RegExp(`^( *)${key}:.*$`, 'm'), `$1${key}Gone: {}`, path);

export const chartExamples: Readonly<Record<string, readonly ChartExample[]>> = {
  'chart-api-version': [change('Chart.yaml', 'apiVersion: v2', 'apiVersion: v1', 'apiVersion')],
  'chart-kube-version': [
    change('Chart.yaml', '>=1.33.0-0', '>=1.33.0', 'kubeVersion'),
    change('Chart.yaml', /^kubeVersion.*\n/m, '', 'kubeVersion'),
  ],
  'schema-draft': [change(schema, 'draft-07/schema', 'draft-06/schema', '$schema')],
  'schema-patterns': [
    change(
      schema,
      '"replicaCount": {',
      '"replicaCount": { "format": "int32",',
      'properties.replicaCount',
    ),
  ],
  'schema-refs': [
    change(
      schema,
      '"$ref": "#/definitions/Probe"',
      '"$ref": "https://example.com/probe.json"',
      'properties.livenessProbe',
    ),
    change(
      schema,
      '"$ref": "#/definitions/Probe"',
      '"$ref": "#/definitions/Probe", "minProperties": 1',
      'properties.livenessProbe',
    ),
  ],
  'schema-root': [
    change(schema, '"additionalProperties": false', '"minProperties": 0', 'additionalProperties'),
    change(schema, '"tags": {', '"tegs": {', 'properties.tags'),
    change(
      'Chart.yaml',
      'annotations:',
      'dependencies: [{ name: cache }]\nannotations:',
      'properties.cache',
      schema,
    ),
  ],
  'schema-kubernetes': [
    change(schema, '"$ref": "#/definitions/Affinity"', '"type": "object"', 'properties.affinity'),
  ],
  'tag-is-text': [
    change(
      schema,
      /("tag": \{\s+"description": "[^"]*",\s+"type": )"string"/,
      '$1["string", "number"]',
      /properties\.tag$/,
    ),
  ],
  'values-no-null': [
    change('values.yaml', 'hostAliases: []', 'hostAliases:', 'hostAliases'),
    change('values-prod.yaml', '  enabled: true', '  enabled:', /enabled$/),
  ],
  'values-enabled': [
    change(
      deployment,
      'apiVersion: apps/v1',
      '{{- if ((.Values.metrics).rules).enabled }}{{ end }}\napiVersion: apps/v1',
      'metrics.rules.enabled',
    ),
  ],
  settable: [
    settable('instanceOverride', 'instanceOverride'),
    settable('digest', 'image.digest'),
    settable('restartToken', 'restartToken'),
    change('values.yaml', 'writableDirs:', 'folders:', 'writableDirs'),
    settable('nodeLocalCIDR', 'networkPolicy.dns.nodeLocalCIDR'),
    settable('extraIngress', 'networkPolicy.extraIngress'),
    settable('priorityClassName', 'priorityClassName'),
  ],
  'overlay-lists': [
    change('values-prod.yaml', 'hosts:\n', 'command: [./other]\nhosts:\n', 'command'),
  ],
  'no-environment-value': [
    change('values.yaml', 'hostAliases: []', 'environment: prod', 'environment'),
  ],
  'ends-with-newline': [change('values-prod.yaml', /\n$/, '', line)],
  'no-chance': [
    change(deployment, 'kind: Deployment', 'kind: {{ randAlphaNum 8 }}', line),
    change(deployment, 'kind: Deployment', '{{- $s := (lookup "v1" "Secret" "a" "b") }}', line),
    change(deployment, 'kind: Deployment', 'kind: {{ now | date "2006" }}', line),
  ],
  'no-capabilities': [
    change(
      deployment,
      'kind: Deployment',
      '{{- if .Capabilities.APIVersions.Has "keda.sh/v1alpha1" }}\nkind: Deployment',
      line,
    ),
  ],
  'no-release-phase': [
    change(deployment, 'kind: Deployment', '{{- if .Release.IsUpgrade }}', line),
  ],
  'no-default-true': [
    change(deployment, 'kind: Deployment', '{{- if .Values.pdb | default true }}', line),
  ],
  'upgrade-advice': [change('README.md', '--reset-then-reuse-values', '--reuse', '')],
  'crds-named': [
    change(
      'README.md',
      'monitoring.coreos.com',
      'somewhere',
      'apiVersion',
      'templates/servicemonitor.yaml',
    ),
  ],
  'package-small': [change('CHANGELOG.md', /$/, `${'a'.repeat(2 ** 19)}\n`, '')],
  'helmignore-anchored': [change('.helmignore', '/tests/', 'tests/', line)],
  'local-subcharts': [
    change(
      'Chart.yaml',
      'annotations:',
      'dependencies: [{ name: global, repository: "file://./charts/global" }]\nannotations:',
      'dependencies[0].repository',
    ),
  ],
  'no-bitnami': [
    change(
      'Chart.yaml',
      'annotations:',
      'dependencies: [{ name: global, repository: "oci://registry-1.docker.io/bitnamicharts" }]\nannotations:',
      'dependencies[0].repository',
    ),
  ],
};
