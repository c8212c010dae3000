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
    expect(found?.safely).toContain(
      'kubectl delete statefulset shop --cascade=orphan --namespace NAMESPACE',
    );
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

  it('of a sealed Secret harms nobody: so each content is an object of its own', () => {
    const version = (name: string, immutable = true) => [
      sourced({ ...of('Secret'), immutable }, name),
    ];
    expect(immutableChanges(version('creds'), version('creds-v1'))).toEqual([]);
    expect(immutableChanges(version('creds-v1'), version('creds-v2'))).toEqual([]);
    expect(immutableChanges(version('creds-v1'), version('creds-v2', false))).toHaveLength(1);
  });

  describe('of what Helm is told to keep', () => {
    const annotations = { 'helm.sh/resource-policy': 'keep' };
    const kept = (kind: string, name: string) => [sourced(of(kind), name, { annotations })];

    it('leaves a claim with its data, and an empty one', () => {
      const kind = 'PersistentVolumeClaim';
      const [found] = immutableChanges(kept(kind, 'data'), kept(kind, 'files'));
      expect(found?.breaks).toMatch(/^The new claim is empty; the old one stays with its data/);
    });

    it.each(['CustomResourceDefinition', 'Namespace', 'PersistentVolume'])('harms no %s', (kind) =>
      expect(immutableChanges(kept(kind, 'a'), kept(kind, 'b'))).toEqual([]),
    );
  });

  describe('in a list that a template goes through', () => {
    const worker = (name: string, image = 'a') =>
      sourced(
        { ...of('Deployment', 'apps/v1'), spec: { selector: { matchLabels: { name } }, image } },
        name,
      );
    const report = (name: string, args: string) =>
      sourced({ ...of('CronJob', 'batch/v1'), spec: { args } }, name);

    it('is none: one goes and another comes', () => {
      const [was, is] = [
        ['a', 'b'],
        ['a', 'c'],
      ].map((names) => names.map((name) => worker(name)));
      expect(immutableChanges(was ?? [], is ?? [])).toEqual([]);
      expect(
        immutableChanges(
          [report('a', 'x'), report('b', 'y')],
          [report('a', 'x'), report('c', 'z')],
        ),
      ).toEqual([]);
    });

    it('is one of what is alike in all else', () => {
      const next = worker('b', 'other');
      next.object.metadata = {
        name: 'renamed',
        labels: { 'helm.sh/chart': 'shop-0.2.0', 'app.kubernetes.io/version': '2' },
      };
      expect(immutableChanges([worker('a'), worker('b')], [worker('a'), next])).toMatchObject([
        { from: 'b', to: 'renamed' },
      ]);
      expect(
        immutableChanges(
          [report('a', 'x'), report('b', 'y')],
          [report('a', 'x'), report('c', 'y')],
        ),
      ).toMatchObject([{ from: 'b', to: 'c' }]);
    });

    it('is told where no name stays', () => {
      expect(immutableChanges([worker('a')], [worker('b')])).toMatchObject([{ to: 'b' }]);
    });
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

describe('an object that goes', () => {
  const lost = [
    'PersistentVolumeClaim',
    'PersistentVolume',
    'CustomResourceDefinition',
    'Namespace',
  ];

  it.each(lost)('takes along what no chart brings back: %s', (kind) => {
    const found = immutableChanges([sourced(of(kind))], []);
    expect(found).toMatchObject([{ object: `${kind}/shop`, field: 'metadata.name' }]);
    expect(found[0]?.breaks).toMatch(/^Helm deletes it/);
    const annotations = { 'helm.sh/hook': 'pre-install' };
    expect(
      immutableChanges([sourced(of(kind))], [sourced(of(kind), 'shop', { annotations })]),
    ).toEqual(found);
  });

  it.each(lost)('takes nothing along where Helm keeps it: %s', (kind) => {
    const annotations = { 'helm.sh/resource-policy': 'keep' };
    expect(immutableChanges([sourced(of(kind), 'shop', { annotations })], [])).toEqual([]);
  });

  it('and leaves its name to a workload of another kind, leaves a gap', () => {
    const [deployment, set] = ['Deployment', 'StatefulSet'].map((kind) =>
      sourced(of(kind, 'apps/v1'), 'shop', { source: `templates/${kind}.yaml` }),
    ) as [SourcedObject, SourcedObject];
    expect(immutableChanges([deployment], [set])).toMatchObject([
      { object: 'Deployment/shop', field: 'kind', from: 'Deployment', to: 'StatefulSet' },
    ]);
    expect(immutableChanges([set], [deployment])[0]?.breaks).toContain('claims of the old one');
    const another = { ...set, object: { ...set.object, metadata: { name: 'other' } } };
    expect(immutableChanges([deployment], [another])).toEqual([]);
  });
});

it('finds another scope of a CustomResourceDefinition', () => {
  const scoped = (scope: string) => [
    sourced({ ...of('CustomResourceDefinition', 'apiextensions.k8s.io/v1'), spec: { scope } }),
  ];
  expect(immutableChanges(scoped('Namespaced'), scoped('Cluster'))).toMatchObject([
    { field: 'spec.scope', from: 'Namespaced', to: 'Cluster' },
  ]);
});

describe('two renders', () => {
  const service = (name: string, namespace = '') =>
    `---\n# Source: shop/templates/a.yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n${namespace}`;

  it('know siblings that are the same to the letter', () => {
    const listed = (names: string[]) =>
      names.map((name) => `${service(name)}spec:\n  selector:\n    app: ${name}\n`).join('');
    expect(changesBetweenRenders(listed(['a', 'b']), listed(['a', 'c']), 'shop')).toEqual([]);
    expect(changesBetweenRenders(listed(['b']), listed(['c']), 'shop')).toHaveLength(1);
  });

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
