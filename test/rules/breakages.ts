/** One way to break an emitted chart that hurts in production, and who notices where. */
export interface Breakage {
  what: string;
  scenario: string;
  /** The file of the chart that is changed, and how. */
  file: string;
  from: string | RegExp;
  to: string;
  finds: { rule: string; object: string; path: string };
}

const web = (
  what: string,
  [file, from, to]: [string, string | RegExp, string],
  rule: string,
  object: string,
  path: string,
): Breakage => ({ what, scenario: 'first-web', file, from, to, finds: { rule, object, path } });

const deployment = 'Deployment/rel-my-app';
const service = 'Service/rel-my-app';
const policy = 'NetworkPolicy/rel-my-app';
const budget = 'PodDisruptionBudget/rel-my-app';
const monitor = 'ServiceMonitor/rel-my-app';
const ingress = 'Ingress/rel-my-app';
const testPod = 'Pod/rel-my-app-test-connection';
const testPolicy = 'NetworkPolicy/rel-my-app-test-connection';
const pod = 'spec.template.spec';
const app = `${pod}.containers[0]`;
const deletePolicy = 'metadata.annotations["helm.sh/hook-delete-policy"]';
const appSelector = /\{\{- include "my-app\.selectorLabels" \$app \| nindent (\d+) \}\}/;
const withoutComponent = '{{- include "my-app.selectorLabels" (dict "root" .) | nindent $1 }}';
const endless = `initContainers:
  - name: wait
    command: [sh, -c, "until nc -w 2 -z db 5432; do sleep 1; done"]`;

/** Each is a line of the default chart that a tired hand may change. */
export const breakages: readonly Breakage[] = [
  web(
    'the selector of the Service lacks the component',
    ['templates/service.yaml', appSelector, withoutComponent],
    'selector-complete',
    service,
    'spec.selector',
  ),
  web(
    'the test pod stands behind the Service, since that takes every component',
    ['templates/service.yaml', appSelector, withoutComponent],
    'service-no-jobs',
    service,
    'spec.selector',
  ),
  web(
    'the test pod stands behind the Service, since it says to be of its component',
    ['templates/tests/test-connection.yaml', '"component" "test-connection"', '"component" "web"'],
    'service-no-jobs',
    service,
    'spec.selector',
  ),
  web(
    'the budget counts the pods of all components',
    ['templates/pdb.yaml', appSelector, withoutComponent],
    'selector-complete',
    budget,
    'spec.selector',
  ),
  web(
    'the version is in the selector of the Deployment',
    [
      'templates/deployment.yaml',
      'matchLabels:\n',
      'matchLabels:\n      {{- include "my-app.versionLabel" . | nindent 6 }}\n',
    ],
    'selector-stable',
    deployment,
    'spec.selector',
  ),
  web(
    'readiness asks a port that is not there',
    ['values.yaml', /(readinessProbe:[\s\S]*?port: )http/, '$1web'],
    'probe-port',
    deployment,
    `${app}.readinessProbe.httpGet.port`,
  ),
  web(
    'liveness asks what readiness asks',
    ['values.yaml', 'path: /readyz', 'path: /healthz'],
    'probes-differ',
    deployment,
    `${app}.livenessProbe`,
  ),
  web(
    'the policy forgets DNS',
    ['templates/_networkpolicy.tpl', '{{- include "my-app.networkpolicy.dns" . }}', ''],
    'dns-egress',
    policy,
    'spec.egress',
  ),
  web(
    'DNS may be asked by UDP alone, so that long answers never come',
    ['templates/_networkpolicy.tpl', '    - port: 53\n      protocol: TCP\n', ''],
    'dns-egress',
    policy,
    'spec.egress',
  ),
  web(
    'the policy names the port of the Service',
    ['templates/_networkpolicy.tpl', 'port: {{ get $ports .name | int64 }}', 'port: 80'],
    'policy-pod-ports',
    policy,
    'spec.ingress[0].ports[0].port',
  ),
  web(
    'the policy does not let the ingress controller in',
    ['values.yaml', /enabled: "\{\{ \(\.Values\.ingress\)\.enabled \}\}"/, 'enabled: false'],
    'policy-admits-edge',
    ingress,
    'spec.rules[0].http.paths[0].backend',
  ),
  web(
    'the policy does not let Prometheus in',
    ['values.yaml', /(prometheus:[\s\S]*?ports:\n\s+- )metrics/, '$1http'],
    'policy-admits-scraper',
    monitor,
    'spec.endpoints[0].port',
  ),
  web(
    'the policy does not let the test in',
    ['values.yaml', 'app.kubernetes.io/component: test-connection', 'app: test'],
    'test-reaches-app',
    testPod,
    'spec.containers[0].args',
  ),
  web(
    'the policy lets everybody in',
    [
      'templates/networkpolicy.yaml',
      'ingress:{{ if $ingress }}',
      'ingress:\n    - ports: [{port: 8080}]\n    {{- if $ingress }}',
    ],
    'policy-callers',
    policy,
    'spec.ingress[0].from',
  ),
  web(
    'who may call the internet may call the cluster and its metadata too',
    ['values.yaml', /\n {6}except:(\n {8}- [\d./]+)+/, ''],
    'egress-internet',
    policy,
    'spec.egress[1].to[0].ipBlock.except',
  ),
  web(
    'the token is mounted',
    ['templates/_pod.tpl', /automountServiceAccountToken: \{\{[\s\S]*?\}\}/, ''],
    'no-token',
    deployment,
    `${pod}.automountServiceAccountToken`,
  ),
  web(
    'the checksum is gone',
    ['templates/_configmap.tpl', 'checksum/config:', 'config:'],
    'config-checksum',
    deployment,
    'spec.template.metadata.annotations["checksum/config"]',
  ),
  web(
    'the budget lets no node drain',
    ['templates/pdb.yaml', '{{- include "my-app.pdb.rule" . | nindent 2 }}', 'minAvailable: 3'],
    'pdb-leaves-room',
    budget,
    'spec.minAvailable',
  ),
  web(
    'the budget guards nobody',
    ['templates/pdb.yaml', '"component" "web"', '"component" "app"'],
    'pdb-needs-two',
    budget,
    'spec.selector',
  ),
  web(
    'an init container waits and never gives up',
    ['values.yaml', 'initContainers: []', endless],
    'waits-end',
    deployment,
    `${pod}.initContainers[0].command`,
  ),
  web(
    'the test waits for ever for an answer',
    ['templates/tests/test-connection.yaml', /\s+- --max-time\n\s+- "5"/, ''],
    'calls-end',
    testPod,
    'spec.containers[0].command',
  ),
  web(
    'the Deployment says how many pods there are, and the autoscaler too',
    ['templates/deployment.yaml', '(not $autoscaled)', 'true'],
    'replicas-unset',
    deployment,
    'spec.replicas',
  ),
  web(
    'the autoscaler scales nothing',
    ['templates/hpa.yaml', 'kind: Deployment', 'kind: StatefulSet'],
    'hpa-target',
    'HorizontalPodAutoscaler/rel-my-app',
    'spec.scaleTargetRef.name',
  ),
  web(
    'the image is latest',
    ['values.yaml', 'tag: ""', 'tag: latest'],
    'image-pinned',
    deployment,
    `${app}.image`,
  ),
  web(
    'memory has no limit',
    ['values.yaml', /(\nresources:[\s\S]*?limits:[\s\S]*?)\n {4}memory: \w+/, '$1'],
    'limits',
    deployment,
    `${app}.resources.limits.memory`,
  ),
  web(
    'the pods may run as root',
    ['values.yaml', /(\npodSecurityContext:\n) {2}runAsNonRoot: true\n/, '$1'],
    'run-as-non-root',
    deployment,
    `${pod}.securityContext.runAsNonRoot`,
  ),
  web(
    'the file system can be written to, for no reason',
    ['values.yaml', 'readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false'],
    'read-only-root',
    deployment,
    `${app}.securityContext.readOnlyRootFilesystem`,
  ),
  web(
    'the Service leads to a port that the pods do not have',
    ['templates/_service.tpl', 'targetPort: {{ .name | quote }}', 'targetPort: web'],
    'target-port',
    service,
    'spec.ports[0].targetPort',
  ),
  web(
    'the Ingress leads to a Service that is not there',
    [
      'templates/ingress.yaml',
      'name: {{ include "my-app.fullname" $ | quote }}',
      'name: {{ .path | default "my-app" | trimPrefix "/" | default "my-app" | quote }}',
    ],
    'backend-exists',
    ingress,
    'spec.rules[0].http.paths[0].backend',
  ),
  web(
    'the Ingress serves its host without a certificate',
    ['templates/ingress.yaml', '- {{ .host | quote }}', '- www.{{ .host }}'],
    'ingress-tls',
    ingress,
    'spec.tls',
  ),
  web(
    'the sleep before the stop takes all the time there is',
    [
      'templates/_pod.tpl',
      'terminationGracePeriodSeconds: {{ int64 . }}',
      'terminationGracePeriodSeconds: 10',
    ],
    'grace-period',
    deployment,
    `${pod}.terminationGracePeriodSeconds`,
  ),
  web(
    'the app stops while requests still come',
    ['values.yaml', /\nlifecycle:\n.*\n.*\n.*\n/, '\nlifecycle: {}\n'],
    'prestop-sleep',
    deployment,
    `${app}.lifecycle.preStop`,
  ),
  web(
    'a rollout begins by stopping pods',
    ['values.yaml', 'maxUnavailable: 0', 'maxUnavailable: 2'],
    'rolling-update',
    deployment,
    'spec.strategy.rollingUpdate.maxUnavailable',
  ),
  web(
    'the policy of the test outlives the release',
    [
      'templates/tests/test-connection-networkpolicy.yaml',
      /\n\s+"helm.sh\/hook-delete-policy" "before-hook-creation"/,
      '',
    ],
    'test-delete-policy',
    testPolicy,
    deletePolicy,
  ),
  web(
    'the test has no deadline',
    ['templates/tests/test-connection.yaml', /\n {2}activeDeadlineSeconds:.*/, ''],
    'hook-ends',
    testPod,
    'spec.activeDeadlineSeconds',
  ),
  web(
    'the test runs before its policy is there',
    ['templates/tests/test-connection-networkpolicy.yaml', '"-1"', '"1"'],
    'hook-policy',
    testPolicy,
    'metadata.annotations["helm.sh/hook"]',
  ),
  web(
    'Prometheus is told to scrape a port that is not there',
    ['templates/_servicemonitor.tpl', '\nmetrics\n', '\nprometheus\n'],
    'monitor-finds',
    monitor,
    'spec.endpoints[0].port',
  ),
  web(
    'a password lies in the ConfigMap',
    ['values.yaml', '\nconfig:\n', '\nconfig:\n  DB_PASSWORD: hunter2\n'],
    'config-keys',
    'ConfigMap/rel-my-app',
    'data.DB_PASSWORD',
  ),
  web(
    'every release of the chart restarts the pods',
    [
      'templates/_pod.tpl',
      '.workload.podLabels\n',
      '.workload.podLabels\n  (dict "helm.sh/chart" "my-app-0.1.0")\n',
    ],
    'labels-stable',
    deployment,
    'spec.template.metadata.labels["helm.sh/chart"]',
  ),
  {
    what: "the worker is in nobody's policy",
    scenario: 'first-worker',
    file: 'templates/networkpolicy.yaml',
    from: '"component" "worker"',
    to: '"component" "web"',
    finds: {
      rule: 'policy-covers',
      object: 'Deployment/rel-my-worker',
      path: 'spec.template.metadata.labels',
    },
  },
];
