import { bad, badAt, badObject, type Examples, edit, good, goodObject } from './example.ts';
import { deletePolicy, hook, pod, test } from './places.ts';

const migration = 'Job/rel-migrate';
const role = 'Role/rel-jobs';

export const hookExamples: Examples = {
  'hook-ends': [
    bad(test, 'spec.activeDeadlineSeconds'),
    bad(test, 'spec.restartPolicy', 'OnFailure'),
    bad(migration, 'spec.activeDeadlineSeconds'),
    bad(migration, 'spec.backoffLimit'),
  ],
  'hook-delete-policy': [
    bad(migration, deletePolicy),
    bad('ServiceAccount/rel-migrate', deletePolicy, 'before-hook-creation'),
  ],
  'test-delete-policy': [bad(test, deletePolicy, 'before-hook-creation,hook-succeeded')],
  'test-names': [bad('NetworkPolicy/rel-shop-test', 'metadata.name', 'rel-other')].map(
    ({ edits }) => ({
      edits,
      finds: { object: 'NetworkPolicy/rel-other', path: 'metadata.name' },
    }),
  ),
  'hook-policy': [
    badAt(
      'NetworkPolicy/rel-shop-test',
      hook,
      edit('NetworkPolicy/rel-shop-test', 'metadata.annotations'),
    ),
    badAt(
      'NetworkPolicy/rel-migrate',
      hook,
      edit('NetworkPolicy/rel-migrate', 'metadata.annotations["helm.sh/hook-weight"]', '0'),
    ),
  ],
  'hook-needs': [
    badAt(
      migration,
      `${pod}`,
      edit(migration, `${pod}.containers[0].envFrom`, [{ configMapRef: { name: 'rel-shop' } }]),
    ),
    badAt(migration, `${pod}`, edit('ServiceAccount/rel-migrate', 'metadata.annotations')),
    badAt(
      migration,
      `${pod}`,
      edit(migration, `${pod}.volumes`, [{ name: 'url', secret: { secretName: 'rel-url' } }]),
      ...goodObject({
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name: 'rel-url', namespace: 'acme' },
      }).edits,
    ),
    good(edit(migration, `${pod}.volumes`, [{ name: 'url', secret: { secretName: 'rel-url' } }])),
  ],
  'one-hook-style': [
    bad('ConfigMap/rel-shop', 'metadata.annotations["argocd.argoproj.io/hook"]', 'PreSync'),
  ],
  'job-name': [bad('Job/rel-index-2cf24dba', 'metadata.name', 'rel-index')].map(({ edits }) => ({
    edits,
    finds: { object: 'Job/rel-index', path: 'metadata.name' },
  })),
  'job-cleanup': [bad(migration, 'spec.ttlSecondsAfterFinished')],
  'job-restarts': [
    bad(migration, `${pod}.restartPolicy`, 'Never'),
    bad('CronJob/rel-jobs', `spec.jobTemplate.${pod}.restartPolicy`, 'Never'),
  ],
  'cronjob-schedule': [
    bad('CronJob/rel-jobs', 'spec.startingDeadlineSeconds'),
    bad('CronJob/rel-jobs', 'spec.concurrencyPolicy'),
  ],
  'role-wildcards': [bad(role, 'rules[0].verbs', ['*']), bad(role, 'rules[0].apiGroups', ['*'])],
  'role-secrets': [bad(role, 'rules[0].resources', ['secrets'])],
  'role-escalation': [
    bad(role, 'rules[0].verbs', ['get', 'impersonate']),
    badObject('rules[0].verbs', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'rel-binder' },
      rules: [{ apiGroups: [''], resources: ['roles'], verbs: ['bind'] }],
    }),
  ],
};
