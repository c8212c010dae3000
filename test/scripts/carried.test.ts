import { describe, expect, it } from 'vitest';
import { objectsIn } from '../charts/renders.ts';
import { type Carried, carriedIn, distinct } from './carried.ts';

/** Pods of every kind, with a command in every place where one may stand. */
const everything = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: acme }
data: { HOST: db, RETRIES: "3" }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: store, namespace: acme }
spec:
  template:
    metadata: { labels: { app: store } }
    spec:
      terminationGracePeriodSeconds: 45
      initContainers:
        - name: wait
          image: wait:1
          command: [sh, -c, "nc $(HOST) $(PORT) $(MISSING) $$(HOST)"]
          envFrom: [{ configMapRef: { name: settings } }]
          env: [{ name: PORT, value: "5432" }, { name: URL, value: "http://$(HOST):$(PORT)" }]
        - { name: proxy, image: proxy:1, restartPolicy: Always, command: [proxy] }
      containers:
        - name: store
          image: store:1
          args: [--verbose]
          startupProbe: { exec: { command: [started, $(HOST)] }, timeoutSeconds: 4 }
          livenessProbe: { exec: { command: [alive] } }
          readinessProbe: { httpGet: { path: /, port: 1 } }
          lifecycle:
            postStart: { exec: { command: [begin] } }
            preStop: { exec: { command: [end] } }
---
apiVersion: batch/v1
kind: Job
metadata: { name: migrate, namespace: acme, annotations: { helm.sh/hook: "pre-install" } }
spec:
  activeDeadlineSeconds: 300
  template:
    spec: { containers: [{ name: migrate, image: app:1, command: [migrate], args: [up] }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: once, namespace: acme }
spec: { template: { spec: { activeDeadlineSeconds: 20, containers: [{ name: a, command: [a] }] } } }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: backup, namespace: acme }
spec:
  jobTemplate:
    spec:
      activeDeadlineSeconds: 600
      template: { spec: { containers: [{ name: b, command: [b] }] } }
---
apiVersion: v1
kind: Pod
metadata: { name: try, namespace: acme, annotations: { helm.sh/hook: test } }
spec: { activeDeadlineSeconds: 120, containers: [{ name: c, command: [c] }] }
`;

describe('the commands that rendered pods carry', () => {
  const carried = carriedIn(objectsIn(everything));
  const at = (object: string, path = 'containers[0]') =>
    carried.find((one) => one.object === object && one.path === path) as Carried;

  it('are those of containers, exec probes and lifecycle hooks, each with its role and deadline', () => {
    expect(
      carried.map(({ object, path, role, deadlineSeconds }) => [
        object,
        path,
        role,
        deadlineSeconds,
      ]),
    ).toEqual([
      ['StatefulSet/store', 'initContainers[0]', 'init', undefined],
      ['StatefulSet/store', 'initContainers[1]', 'app', undefined],
      ['StatefulSet/store', 'containers[0]', 'app', undefined],
      ['StatefulSet/store', 'containers[0].startupProbe', 'probe', 4],
      ['StatefulSet/store', 'containers[0].livenessProbe', 'probe', 1],
      ['StatefulSet/store', 'containers[0].lifecycle.postStart', 'lifecycle', undefined],
      ['StatefulSet/store', 'containers[0].lifecycle.preStop', 'lifecycle', 45],
      ['Job/migrate', 'containers[0]', 'hook', 300],
      ['Job/once', 'containers[0]', 'job', 20],
      ['CronJob/backup', 'containers[0]', 'job', 600],
      ['Pod/try', 'containers[0]', 'test', 120],
    ]);
  });

  it('have command and args together, and no words where the image alone knows its program', () => {
    expect(at('Job/migrate').words).toEqual(['migrate', 'up']);
    expect(at('StatefulSet/store').words).toEqual([]);
  });

  it('find the environment of their container, and variables are expanded in command and args', () => {
    const wait = at('StatefulSet/store', 'initContainers[0]');
    expect(wait.environment).toEqual({
      HOST: 'db',
      RETRIES: '3',
      PORT: '5432',
      URL: 'http://db:5432',
    });
    expect(wait.words).toEqual(['sh', '-c', 'nc db 5432 $(MISSING) $(HOST)']);
    const probe = at('StatefulSet/store', 'containers[0].startupProbe');
    expect(probe.words).toEqual(['started', '$(HOST)']);
  });

  it('count once where they are the same', () => {
    expect(distinct([...carried, ...carriedIn(objectsIn(everything))])).toHaveLength(
      carried.length,
    );
  });
});
