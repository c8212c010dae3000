import { bad, badAt, type Examples, edit, good } from './example.ts';
import { app, pod, store, test, web } from './places.ts';

const exempt = (id: string, reason: string) =>
  edit(web, 'metadata.annotations["checkov.io/skip1"]', `${id}=${reason}`);
const scripted = (script: string) => edit(web, `${pod}.initContainers[0].args[0]`, script);
const tagged = 'registry.example.com/acme/shop:1.2.0';

export const podExamples: Examples = {
  'run-as-non-root': [
    bad(web, `${pod}.securityContext.runAsNonRoot`),
    bad(test, 'spec.containers[0].securityContext.runAsNonRoot', false),
    bad(web, `${pod}.initContainers[0].securityContext.runAsNonRoot`),
  ],
  'run-as-user': [
    bad(web, `${app}.securityContext.runAsUser`, 10000),
    bad(web, `${app}.securityContext.runAsGroup`),
    good(
      edit(web, `${app}.securityContext.runAsUser`, 1000),
      exempt('CKV_K8S_40', 'the image decides'),
    ),
  ],
  'fs-group': [bad(web, `${pod}.securityContext.fsGroup`, 0)],
  'seccomp-profile': [
    bad(web, `${pod}.securityContext.seccompProfile.type`, 'Unconfined'),
    bad(test, 'spec.securityContext.seccompProfile.type'),
  ],
  'own-service-account': [
    bad(web, `${pod}.serviceAccountName`, 'default'),
    bad(web, `${pod}.serviceAccountName`, 'rel-gone'),
    good(edit(web, `${pod}.serviceAccountName`, 'made-by-the-platform')),
  ],
  'no-token': [
    bad(web, `${pod}.automountServiceAccountToken`, true),
    bad(test, 'spec.automountServiceAccountToken'),
    good(
      edit(web, `${pod}.automountServiceAccountToken`, true),
      exempt('CKV_K8S_38', 'the app lists its peers'),
    ),
  ],
  'no-host-access': [
    bad(web, `${pod}.hostNetwork`, true),
    badAt(
      web,
      `${pod}.volumes[0].hostPath`,
      edit(web, `${pod}.volumes[0]`, { name: 'tmp', hostPath: { path: '/tmp' } }),
      // Without the emptyDir there is no writable /tmp either.
      edit(web, `${pod}.volumes[2]`, { name: 'empty', emptyDir: { sizeLimit: '1Mi' } }),
      edit(web, `${app}.volumeMounts[0]`, { name: 'empty', mountPath: '/tmp' }),
    ),
    bad(web, `${app}.ports[0].hostPort`, 8080),
  ],
  'service-links': [bad(web, `${pod}.enableServiceLinks`)],
  'labels-stable': [bad(web, 'spec.template.metadata.labels["helm.sh/chart"]', 'shop-1.0.0')],
  'native-sidecars': [
    badAt(
      'Job/rel-migrate',
      `${pod}.containers[1]`,
      edit('Job/rel-migrate', `${pod}.containers[1]`, {
        name: 'exporter',
        image: `${tagged}@sha256:${'a'.repeat(64)}`,
        imagePullPolicy: 'Always',
        securityContext: {
          ...{ allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true },
          ...{ runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001 },
          capabilities: { drop: ['ALL'] },
        },
        resources: {
          requests: { cpu: '1', memory: '1Mi', 'ephemeral-storage': '1Mi' },
          limits: { cpu: '1', memory: '1Mi', 'ephemeral-storage': '1Mi' },
        },
      }),
    ),
  ],
  'anti-affinity': [
    badAt(web, `${pod}.affinity.podAntiAffinity`, edit(web, `${pod}.affinity`)),
    badAt(
      store,
      `${pod}.affinity.podAntiAffinity`,
      edit(
        store,
        `${pod}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey`,
        'topology.kubernetes.io/zone',
      ),
    ),
  ],
  'topology-spread': [
    bad(web, `${pod}.topologySpreadConstraints`),
    bad(web, `${pod}.topologySpreadConstraints[0].labelSelector`),
    good(
      edit(store, `${pod}.topologySpreadConstraints[1]`, {
        topologyKey: 'kubernetes.io/hostname',
        labelSelector: {
          matchLabels: {
            'app.kubernetes.io/name': 'shop',
            'app.kubernetes.io/instance': 'rel',
            'app.kubernetes.io/component': 'store',
          },
        },
      }),
    ),
  ],
  'sized-empty-dirs': [bad(web, `${pod}.volumes[0].emptyDir.sizeLimit`)],
  'writable-tmp': [
    badAt(web, `${app}.volumeMounts`, edit(web, `${app}.volumeMounts[0].mountPath`, '/cache')),
  ],
  'no-escalation': [
    bad(web, `${app}.securityContext.allowPrivilegeEscalation`, true),
    bad(web, `${pod}.initContainers[1].securityContext.privileged`),
  ],
  'read-only-root': [
    bad(web, `${app}.securityContext.readOnlyRootFilesystem`, false),
    good(
      edit(web, `${app}.securityContext.readOnlyRootFilesystem`, false),
      exempt('CKV_K8S_22', 'the app writes beside itself'),
    ),
  ],
  'drop-capabilities': [
    bad(web, `${app}.securityContext.capabilities.drop`, ['NET_RAW']),
    bad(web, `${app}.securityContext.capabilities.add`, ['SYS_ADMIN']),
  ],
  requests: [
    bad(web, `${app}.resources.requests.cpu`),
    bad('CronJob/rel-jobs', `spec.jobTemplate.${app}.resources.requests.ephemeral-storage`),
  ],
  limits: [bad(web, `${app}.resources.limits.memory`)],
  'cpu-limit': [
    bad(web, `${app}.resources.limits.cpu`),
    good(edit(web, `${app}.resources.limits.cpu`), exempt('CKV_K8S_11', 'it would throttle')),
  ],
  'image-pinned': [
    badAt(
      web,
      `${app}.image`,
      edit(web, `${app}.image`, 'registry.example.com:5000/acme/shop:latest'),
      exempt('CKV_K8S_43', 'it moves'),
    ),
    badAt(
      web,
      `${app}.image`,
      edit(web, `${app}.image`, 'registry.example.com:5000/acme/shop'),
      exempt('CKV_K8S_43', 'it moves'),
    ),
  ],
  'image-digest': [
    bad(web, `${app}.image`, tagged),
    good(edit(web, `${app}.image`, tagged), exempt('CKV_K8S_43', 'named by a tag')),
  ],
  'pull-policy': [
    bad(web, `${app}.imagePullPolicy`, 'IfNotPresent'),
    good(
      edit(web, `${app}.imagePullPolicy`, 'IfNotPresent'),
      exempt('CKV_K8S_15', 'nodes keep the image'),
    ),
  ],
  'unprivileged-ports': [
    badAt(
      store,
      `${app}.ports[0].containerPort`,
      edit(store, `${app}.ports[0].containerPort`, 532),
      edit('NetworkPolicy/rel-store', 'spec.ingress[0].ports[0].port', 532),
      edit('NetworkPolicy/rel-shop', 'spec.egress[1].ports[0].port', 532),
    ),
  ],
  'ports-unique': [
    badAt(
      web,
      `${app}.ports[2]`,
      edit(web, `${app}.ports[2]`, { name: 'admin', containerPort: 8080 }),
    ),
    good(edit(web, `${app}.ports[2]`, { name: 'quic', containerPort: 8080, protocol: 'UDP' })),
  ],
  'port-names': [
    badAt(
      web,
      `${app}.ports[2].name`,
      edit(web, `${app}.ports[2]`, { name: 'a-name-of-sixteen', containerPort: 8081 }),
    ),
    badAt(web, `${app}.ports[2].name`, edit(web, `${app}.ports[2]`, { containerPort: 8081 })),
  ],
  'unique-entries': [
    badAt(web, `${app}.env[2]`, edit(web, `${app}.env[2]`, { name: 'LOG_LEVEL', value: 'debug' })),
    badAt(
      web,
      `${pod}.volumes[2]`,
      edit(web, `${pod}.volumes[2]`, { name: 'tmp', emptyDir: { sizeLimit: '1Mi' } }),
    ),
  ],
  'secret-files': [
    badAt(
      web,
      `${app}.env[2].valueFrom.secretKeyRef`,
      edit(web, `${app}.env[2]`, {
        name: 'PASSWORD',
        valueFrom: { secretKeyRef: { name: 'shop', key: 'password' } },
      }),
    ),
    badAt(
      web,
      `${app}.envFrom[1].secretRef`,
      edit(web, `${app}.envFrom[1]`, { secretRef: { name: 'shop' } }),
    ),
    good(
      edit(web, `${app}.envFrom[1]`, { secretRef: { name: 'shop' } }),
      exempt('CKV_K8S_35', 'the app reads its environment alone'),
    ),
  ],
  'no-plain-secrets': [
    badAt(
      web,
      `${app}.env[2].value`,
      edit(web, `${app}.env[2]`, { name: 'DB_PASSWORD', value: 'hunter2' }),
    ),
  ],
  'postgres-data': [
    bad(store, `${app}.volumeMounts[0].mountPath`, '/var/lib/postgresql/data'),
    good(
      edit(store, `${app}.image`, `postgres:17.2@sha256:${'a'.repeat(64)}`),
      edit(store, `${app}.volumeMounts[0].mountPath`, '/var/lib/postgresql/data'),
    ),
  ],
  'no-bitnami': [bad(web, `${app}.image`, `docker.io/bitnami/redis:8@sha256:${'a'.repeat(64)}`)],
  'waits-end': [
    badAt(
      web,
      `${pod}.initContainers[0].args`,
      scripted('until nc -w 2 rel-store 5432; do sleep 2; done'),
    ),
    good(scripted('timeout 60 sh -c "until nc -w 2 rel-store 5432; do sleep 2; done"')),
    good(scripted('n=0; until nc -w 2 a 1; do n=$((n+1)); [ $n -lt 30 ] || exit 1; sleep 2; done')),
  ],
  'calls-end': [
    badAt(web, `${pod}.initContainers[0].args`, scripted('curl --fail http://rel-store:5432')),
    badAt(
      test,
      'spec.containers[0].command',
      edit(test, 'spec.containers[0].command', ['curl', '--fail', 'http://rel-shop:80/ready']),
    ),
    good(scripted('curl -fsm 5 http://rel-store:5432')),
  ],
};
