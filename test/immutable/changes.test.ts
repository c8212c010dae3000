import { describe, expect, it } from 'vitest';
import type { SourcedObject } from '../../generators/core/immutable/change.ts';
import { immutableChanges } from '../../generators/core/immutable/changes.ts';
import { changesBetweenRenders } from '../../generators/core/immutable/rendered.ts';
import type { KubeObject } from '../../generators/core/kubernetes/objects.ts';
import { cases } from './cases.ts';
import type { Parts } from './objects.ts';

function sourced(
  object: Parts,
  name = 'shop',
  more: { source?: string; namespace?: string; annotations?: Record<string, string> } = {},
): SourcedObject {
  const { source = 'templates/object.yaml', ...metadata } = more;
  return { source, object: { ...object, metadata: { name, ...metadata } } as KubeObject };
}

const of = (kind: string, apiVersion = 'v1') => ({ apiVersion, kind });

describe('the same object in two renders', () => {
  it.each(cases)('$title', ({ before, after, fields }) => {
    const found = immutableChanges([sourced(before)], [sourced(after)]);
    expect(found.map(({ field }) => field)).toEqual(fields);
    for (const { object, from, to, breaks, safely } of found) {
      expect(object).toBe(`${after.kind}/shop`);
      expect(from).not.toBe(to);
      for (const text of [breaks, safely]) expect(text).toMatch(/^[A-Zk].*\.$/);
    }
  });

  it.each(cases)('$title: nothing where both are alike', ({ before, after }) => {
    for (const object of [before, after]) {
      expect(immutableChanges([sourced(object)], [sourced(backwards(object))])).toEqual([]);
    }
  });

  it('is told without what both sides have in common', () => {
    const set = cases.find(({ title }) => title === 'a larger claim of a StatefulSet');
    const [found] = set ? immutableChanges([sourced(set.before)], [sourced(set.after)]) : [];
    expect(found).toMatchObject({
      from: '[{spec: {resources: {requests: {storage: 1Gi}}}}]',
      to: '[{spec: {resources: {requests: {storage: 2Gi}}}}]',
    });
    expect(found?.safely).toContain('kubectl delete statefulset shop --cascade=orphan');
  });

  it('never shows what a Secret holds', () => {
    const secret = cases.find(({ title }) => title === 'other data of a sealed Secret');
    const found = secret ? immutableChanges([sourced(secret.before)], [sourced(secret.after)]) : [];
    expect(found).toMatchObject([{ from: 'password', to: 'password (other content)' }]);
    expect(JSON.stringify(found)).not.toMatch(/old|new/);
  });

  it('is the same in a newer version of its API', () => {
    const [before, after] = ['networking.k8s.io/v1beta1', 'networking.k8s.io/v1'].map((version) => [
      sourced(of('Ingress', version)),
    ]) as [SourcedObject[], SourcedObject[]];
    expect(immutableChanges(before, after)).toEqual([]);
  });

  it('is none of Kubernetes where only the kind has the same name', () => {
    const knative = (clusterIP: string) =>
      sourced({ ...of('Service', 'serving.knative.dev/v1'), spec: { clusterIP } });
    expect(immutableChanges([knative('a')], [knative('b')])).toEqual([]);
  });
});

describe('another name', () => {
  const harmful = [
    ['Deployment', 'ready'],
    ['DaemonSet', 'ready'],
    ['StatefulSet', 'empty claims'],
    ['CronJob', 'history'],
    ['Service', 'Callers'],
    ['Ingress', 'load balancer'],
    ['PersistentVolumeClaim', 'with its data'],
    ['ServiceAccount', 'trusts'],
    ['Secret', 'password'],
    ['Namespace', 'everything in it'],
    ['PriorityClass', 'names the old one'],
    ['Cluster', 'all that was made for it'],
  ] as const;

  it.each(harmful)('of a %s: %s', (kind, words) => {
    const found = immutableChanges([sourced(of(kind), 'shop')], [sourced(of(kind), 'store')]);
    expect(found).toMatchObject([
      { object: `${kind}/shop`, field: 'metadata.name', from: 'shop', to: 'store' },
    ]);
    expect(found[0]?.breaks).toContain(words);
  });

  it.each(['ConfigMap', 'Job', 'NetworkPolicy', 'PodDisruptionBudget', 'HorizontalPodAutoscaler'])(
    'of a %s harms nobody',
    (kind) => {
      const found = immutableChanges([sourced(of(kind), 'shop')], [sourced(of(kind), 'store')]);
      expect(found).toEqual([]);
    },
  );

  it('of a Secret harms nobody where it is a hash of what it holds', () => {
    const named = (name: string) => [sourced(of('Secret'), name)];
    expect(immutableChanges(named('shop-6f9c2d41b0'), named('shop-a17e44c9d2'))).toEqual([]);
    expect(immutableChanges(named('shop-primary'), named('shop-secondary'))).toHaveLength(1);
  });

  it('is none where an object only comes or only goes', () => {
    const service = sourced(of('Service'), 'shop');
    const metrics = sourced(of('Service'), 'shop-metrics', { source: 'templates/metrics.yaml' });
    expect(immutableChanges([service, metrics], [service])).toEqual([]);
    expect(immutableChanges([service], [service, metrics])).toEqual([]);
    expect(immutableChanges([service], [metrics])).toEqual([]);
  });

  it('is none where an object moves to another template', () => {
    const before = sourced(of('Service'), 'shop', { source: 'templates/a.yaml' });
    const after = sourced(of('Service'), 'shop', { source: 'templates/b.yaml' });
    expect(immutableChanges([before], [after])).toEqual([]);
  });

  it('is told of each of several from one template', () => {
    const named = (names: string[]) => names.map((name) => sourced(of('Service'), name));
    const found = immutableChanges(named(['a', 'b', 'c']), named(['x', 'b', 'z']));
    expect(found.map(({ from, to }) => [from, to])).toEqual([
      ['a', 'x'],
      ['c', 'z'],
    ]);
  });

  it('may be another namespace', () => {
    const within = (namespace: string) => [sourced(of('Service'), 'shop', { namespace })];
    expect(immutableChanges(within('a'), within('b'))).toMatchObject([
      { field: 'metadata.namespace', from: 'a', to: 'b' },
    ]);
  });

  it('of a hook harms nobody, nor does anything else of it', () => {
    const annotations = { 'helm.sh/hook': 'test' };
    const hook = (name: string, spec: unknown) =>
      sourced({ ...of('Pod'), spec }, name, { annotations });
    expect(immutableChanges([hook('a', { x: 1 })], [hook('b', { x: 1 })])).toEqual([]);
    expect(immutableChanges([hook('a', { x: 1 })], [hook('a', { x: 2 })])).toEqual([]);
  });
});

describe('two renders', () => {
  const service = (name: string, namespace = '') =>
    `---\n# Source: shop/templates/a.yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n${namespace}`;

  it('are in the namespace of the release where they name none', () => {
    const [silent, aloud] = [service('shop'), service('shop', '  namespace: shop-dev\n')];
    expect(changesBetweenRenders(silent, aloud, 'shop-dev')).toEqual([]);
    expect(changesBetweenRenders(aloud, silent, 'shop-dev')).toEqual([]);
    expect(changesBetweenRenders(silent, aloud, 'default')).toMatchObject([
      { field: 'metadata.namespace', from: 'default', to: 'shop-dev' },
    ]);
  });
});

/** The same with the keys of every map the other way round. */
function backwards<T>(value: T): T {
  if (Array.isArray(value)) return value.map(backwards) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([key, inner]) => [key, backwards(inner)])) as T;
}
