import { describe, expect, it } from 'vitest';
import { amountText, podsText } from '../../generators/core/info/amount-text.ts';
import { amountOfPod } from '../../generators/core/info/amounts.ts';
import { answersBeyondDefaults } from '../../generators/core/info/answers.ts';
import { totalsOf } from '../../generators/core/info/totals.ts';
import type { Container, KubeObject, PodSpec } from '../../generators/core/kubernetes/objects.ts';
import { tableLines } from '../../generators/shell/info/table.ts';
import { chartOf } from '../charts/scenarios.ts';

type Amounts = Record<string, string | number>;

const container = (requests: Amounts, limits: Amounts = {}, more = {}): Container => ({
  name: 'app',
  resources: { requests, limits },
  ...more,
});
const always = { restartPolicy: 'Always' };

function workload(kind: string, name: string, pod: PodSpec, spec: object = {}): KubeObject {
  const whole = { ...spec, template: { spec: pod } };
  return { apiVersion: 'apps/v1', kind, metadata: { name }, spec: whole };
}

function object(apiVersion: string, kind: string, spec: object, annotations = {}): KubeObject {
  return { apiVersion, kind, metadata: { name: kind.toLowerCase(), annotations }, spec };
}

const totals = (...objects: KubeObject[]) =>
  totalsOf({ release: 'rel', namespace: 'acme', objects });
const small: PodSpec = { containers: [container({ cpu: '100m' }, { cpu: '200m' })] };

describe('what a pod asks for', () => {
  it('is the sum of what runs at the same time', () => {
    const pod = {
      containers: [container({ cpu: '100m' }), container({ cpu: '0.2' })],
      initContainers: [container({ cpu: '50m' }, {}, always)],
    };
    expect(amountOfPod(pod, 'requests', 'cpu')).toBeCloseTo(0.35);
  });

  it('is what starting it takes, where that is more: the sidecars so far and one init container', () => {
    const pod = {
      containers: [container({ memory: '100Mi' })],
      initContainers: [
        container({ memory: '10Mi' }, {}, always),
        container({ memory: '300Mi' }),
        container({ memory: '500Mi' }, {}, always),
      ],
    };
    expect(amountOfPod(pod, 'requests', 'memory')).toBe(610 * 2 ** 20);
    pod.initContainers[1] = container({ memory: '700Mi' });
    expect(amountOfPod(pod, 'requests', 'memory')).toBe(710 * 2 ** 20);
  });

  it('is the limit where nothing is requested, as Kubernetes takes it', () => {
    const pod = { containers: [container({}, { memory: '1Gi' }), container({})] };
    expect(amountOfPod(pod, 'requests', 'memory')).toBe(2 ** 30);
  });

  it('has no limit as soon as one container has none', () => {
    const pod = { containers: [container({}, { cpu: 1 }), container({ cpu: '1' })] };
    expect(amountOfPod(pod, 'limits', 'cpu')).toBeUndefined();
    const starting = { ...small, initContainers: [container({})] };
    expect(amountOfPod(starting, 'limits', 'cpu')).toBeUndefined();
    expect(amountOfPod(small, 'limits', 'cpu')).toBeCloseTo(0.2);
  });

  it.each([
    ['1e3', 1000],
    [2, 2],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['2P', 2e15],
    ['.5', 0.5],
    ['5.', 5],
    ['1Ei', 2 ** 60],
    ['1E', 1e18],
    ['1E3', 1000],
    ['250000n', 0.00025],
  ])('reads %s as %d', (quantity, amount) => {
    const pod = { containers: [container({ memory: quantity })] };
    expect(amountOfPod(pod, 'requests', 'memory')).toBe(amount);
  });

  it.each(['1Zi', '-1', '1e3Mi', '.', 'much'])('does not take %s for nothing', (quantity) => {
    const pod = { containers: [container({ memory: quantity })] };
    expect(() => amountOfPod(pod, 'requests', 'memory')).toThrow(TypeError);
  });

  it('is what is said of it as a whole, where Kubernetes looks there, and its overhead', () => {
    const whole: PodSpec = {
      containers: [container({ cpu: '100m', 'ephemeral-storage': 7 }), container({})],
      resources: { requests: { 'ephemeral-storage': 1 }, limits: { cpu: '1', memory: '1Gi' } },
      overhead: { cpu: '250m' },
    };
    expect(amountOfPod(whole, 'requests', 'cpu')).toBeCloseTo(0.35);
    expect(amountOfPod(whole, 'limits', 'cpu')).toBeCloseTo(1.25);
    expect(amountOfPod(whole, 'requests', 'memory')).toBe(2 ** 30);
    expect(amountOfPod(whole, 'requests', 'ephemeral-storage')).toBe(7);
    expect(amountOfPod(whole, 'limits', 'ephemeral-storage')).toBeUndefined();
    const asked = { ...whole, resources: { requests: { cpu: '2' } } };
    expect(amountOfPod(asked, 'requests', 'cpu')).toBeCloseTo(2.25);
  });
});

describe('what a render takes of a cluster', () => {
  it('is the sum over all pods, without the errors of binary numbers', () => {
    const result = totals(
      workload('Deployment', 'web', small, { replicas: 3 }),
      workload('StatefulSet', 'db', small),
    );
    expect(result.pods).toEqual({ least: 4, most: 4 });
    expect(result.requests.cpu).toEqual({ least: 0.4, most: 0.4 });
    expect(result.limits.cpu).toEqual({ least: 0.8, most: 0.8 });
    expect(result.limits.memory).toEqual({ least: null, most: null });
    expect(result.objects).toEqual({ Deployment: 1, StatefulSet: 1 });
  });

  it('goes from the least to the most pods of an autoscaler', () => {
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    const web = workload('Deployment', 'web', small, { replicas: 7 });
    const hpa = object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      scaleTargetRef,
      minReplicas: 2,
      maxReplicas: 9,
    });
    expect(totals(web, hpa).pods).toEqual({ least: 2, most: 9 });
    expect(totals(web, hpa).requests.cpu).toEqual({ least: 0.2, most: 0.9 });
    const named = { ...web, metadata: { ...web.metadata, namespace: 'acme' } };
    expect(totals(named, hpa).pods).toEqual({ least: 2, most: 9 });
    const keda = (spec: object) => object('keda.sh/v1alpha1', 'ScaledObject', spec);
    expect(totals(web, keda({ scaleTargetRef: { name: 'web' } })).pods).toEqual({
      least: 0,
      most: 100,
    });
    const bounded = keda({ scaleTargetRef, minReplicaCount: 1, maxReplicaCount: 4 });
    expect(totals(web, bounded).pods).toEqual({ least: 1, most: 4 });
  });

  it.each([
    [null, 1],
    ['3', 3],
    [0, 0],
  ])('takes replicas of %j for %d', (replicas, pods) => {
    const web = workload('Deployment', 'web', small, { replicas });
    expect(totals(web).pods).toEqual({ least: pods, most: pods });
    expect(() => totals(workload('Deployment', 'web', small, { replicas: 'all' }))).toThrow(
      TypeError,
    );
  });

  it('knows an autoscaler that is off, since there are to be no pods', () => {
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    const hpa = object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      scaleTargetRef,
      maxReplicas: 9,
    });
    const web = workload('Deployment', 'web', small, { replicas: 0 });
    expect(totals(web, hpa).pods).toEqual({ least: 0, most: 0 });
    const keda = object('keda.sh/v1alpha1', 'ScaledObject', { scaleTargetRef });
    expect(totals(web, keda).pods).toEqual({ least: 0, most: 100 });
  });

  it('has a limit of none while there is no pod without one', () => {
    const scaleTargetRef = { name: 'web' };
    const keda = object('keda.sh/v1alpha1', 'ScaledObject', { scaleTargetRef });
    const free = { containers: [container({ cpu: '1' })] };
    expect(totals(workload('Deployment', 'web', free), keda).limits.cpu).toEqual({
      least: 0,
      most: null,
    });
  });

  it('counts no hooks, and names the pods whose number varies', () => {
    const hook = { 'helm.sh/hook': 'test' };
    const result = totals(
      object('v1', 'Pod', { ...small }, hook),
      object('v1', 'Pod', { ...small }),
      workload('DaemonSet', 'agent', small),
      workload('Job', 'migrate', small),
      workload('ReplicaSet', 'old', small, { replicas: 2 }),
      workload('Rollout', 'canary', small),
      workload('Certificate', 'tls', { secretName: 'tls' } as unknown as PodSpec),
    );
    expect(result.hooks).toBe(1);
    expect(result.objects).toMatchObject({ DaemonSet: 1, Job: 1, Pod: 1 });
    expect(result.pods).toEqual({ least: 3, most: 3 });
    expect(result.notCounted).toEqual(['DaemonSet/agent', 'Job/migrate', 'Rollout/canary']);
  });
});

describe('amounts in words', () => {
  it('say both ends where they differ, and that there is no limit', () => {
    expect(podsText({ least: 3, most: 10 })).toBe('3 to 10');
    expect(podsText({ least: 2, most: 2 })).toBe('2');
    expect(amountText('cpu', { least: 0.3, most: 1 })).toBe('300m to 1');
    expect(amountText('memory', { least: 384 * 2 ** 20, most: 1.25 * 2 ** 30 })).toBe(
      '384Mi to 1.25Gi',
    );
    const odd = { least: 1023 * 2 ** 10, most: 2215269 * 2 ** 10 };
    expect(amountText('memory', odd)).toBe('1023Ki to 2164Mi');
    expect(amountText('cpu', { least: null, most: null })).toBe('no limit');
    expect(amountText('memory', { least: 0, most: null })).toBe('0 to no limit');
  });
});

describe('answers that are not the default', () => {
  it('are none of a chart that was given nothing but a name', async () => {
    expect(answersBeyondDefaults(await chartOf({ name: 'my-app' }))).toEqual([]);
    expect(answersBeyondDefaults(await chartOf({ name: 'a', profile: 'worker' }))).toEqual([]);
  });

  it('are leaves with the path that a flag has, those of environments too', async () => {
    const chart = await chartOf({
      name: 'my-app',
      image: { repository: 'acme/api', tag: '1.0.0' },
      labels: { 'acme.com/team': 'shop' },
      hpa: { enabled: false },
      environments: { prod: { hosts: ['a.example.com'], namespace: 'ours', size: 'L' } },
    });
    expect(answersBeyondDefaults(chart)).toEqual([
      { path: 'labels.acme\\.com/team', value: 'shop' },
      { path: 'image.repository', value: 'acme/api' },
      { path: 'image.tag', value: '1.0.0' },
      { path: 'hpa.enabled', value: false },
      { path: 'environments.prod.size', value: 'L' },
    ]);
  });
});

describe('a table', () => {
  const rows = [
    ['', 'one', 'two', 'three'],
    ['pods', '1', '10 to 20', '3'],
  ];

  it('has columns as wide as their widest cell', () => {
    expect(tableLines(rows, 80)).toEqual(['      one  two       three', 'pods  1    10 to 20  3']);
  });

  it('goes on below where it is too wide, with the titles again', () => {
    expect(tableLines(rows, 20)).toEqual([
      '      one  two',
      'pods  1    10 to 20',
      '',
      '      three',
      'pods  3',
    ]);
  });
});
