import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it, type TestContext } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { requireTools } from '../../scripts/tools/require.ts';
import { kubeconformArgs } from '../../scripts/tools/resolve.ts';
import { KUBERNETES } from '../../scripts/tools/schemas/sources.ts';

interface Verdict {
  kind: string;
  name: string;
  status: 'statusValid' | 'statusInvalid' | 'statusError' | 'statusSkipped';
  msg: string;
}

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;

const GOOD = parseAllDocuments(
  readFileSync(new URL('../fixtures/tools/good-objects.yaml', import.meta.url), 'utf8'),
).map((document) => document.toJS() as Json);

const DEPLOYMENT = GOOD.find((object) => at(object, 'kind') === 'Deployment') as Json;

const VERSIONS = KUBERNETES.map((version) => version.at);

function at(value: Json | undefined, ...path: (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (part, key) => (part as Record<string, Json> | undefined)?.[key],
    value,
  );
}

/** In the order of the objects. */
function judge(context: TestContext, kubernetes: string, objects: readonly Json[]): Verdict[] {
  const { kubeconform, schemas } = requireTools(context, ['kubeconform', 'schemas']);
  const args = [...kubeconformArgs(schemas, kubernetes), '-n', '1', '-verbose', '-output', 'json'];
  const run = spawnSync(kubeconform.path, args, {
    encoding: 'utf8',
    input: objects.map((object) => JSON.stringify(object)).join('\n---\n'),
    maxBuffer: 64 * 1024 * 1024,
  });
  const { resources } = JSON.parse(run.stdout) as { resources: Verdict[] };
  expect(resources).toHaveLength(objects.length);
  return resources;
}

/** Maps whose keys are the user's: any is right. */
const FREE = /^(labels|annotations|matchLabels|nodeSelector|limits|requests|data)$/;

function isFree(key: string, value: Json): boolean {
  return FREE.test(key) || (key === 'selector' && Object.values(value ?? {}).every(isText));
}

const isText = (value: Json) => typeof value === 'string';

/** The object once for every key in it, with that key misspelt. */
function misspellings(object: Json): { path: string; object: Json }[] {
  const found: { path: string; object: Json }[] = [];
  const visit = (part: Json, path: (string | number)[]): void => {
    if (typeof part !== 'object' || part === null) return;
    if (Array.isArray(part)) {
      for (const [index, item] of part.entries()) visit(item, [...path, index]);
      return;
    }
    for (const [key, value] of Object.entries(part)) {
      const copy = structuredClone(object);
      const holder = at(copy, ...path) as Record<string, Json>;
      delete holder[key];
      holder[`${key}x`] = value;
      found.push({ path: [...path, `${key}x`].join('.'), object: copy });
      if (!isFree(key, value)) visit(value, [...path, key]);
    }
  };
  visit(object, []);
  return found;
}

type Change = [what: string, path: (string | number)[], value: Json | undefined];

function changed(object: Json, path: (string | number)[], value: Json | undefined): Json {
  const copy = structuredClone(object);
  const holder = at(copy, ...path.slice(0, -1)) as Record<string, Json>;
  const last = String(path.at(-1));
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

describe.each(VERSIONS)('the schemas of Kubernetes %s', (kubernetes) => {
  it('pass good objects', (context) => {
    const verdicts = judge(context, kubernetes, GOOD);
    expect(verdicts.filter(({ status }) => status !== 'statusValid')).toEqual([]);
  });

  it('refuse a misspelt key at every depth', (context) => {
    for (const object of GOOD) {
      const cases = misspellings(object);
      const verdicts = judge(
        context,
        kubernetes,
        cases.map((one) => one.object),
      );
      const passed = cases.filter((_, index) => verdicts[index]?.status === 'statusValid');
      expect(passed.map(({ path }) => path)).toEqual([]);
    }
  });
});

describe('the schemas', () => {
  const newest = String(VERSIONS.at(-1));
  const container = ['spec', 'template', 'spec', 'containers', 0];

  it('name the key and where it is', (context) => {
    const [verdict] = judge(context, newest, [
      changed(DEPLOYMENT, [...container, 'imagePolicy'], 'x'),
    ]);
    expect(verdict?.msg).toContain(
      "at '/spec/template/spec/containers/0': additional properties 'imagePolicy' not allowed",
    );
  });

  it.for<Change>([
    ['a required list that is null', ['spec', 'template', 'spec', 'containers'], null],
    ['a required key that is not there', [...container, 'name'], undefined],
    ['a null item', [...container, 'args'], ['a', null]],
    ['a null value of a map', ['metadata', 'labels'], { a: null }],
    ['a number for text', ['metadata', 'annotations'], { a: 1 }],
    ['text for a number', ['spec', 'replicas'], '2'],
    ['a number out of range', ['spec', 'replicas'], 2 ** 31],
    ['a quantity that is none', [...container, 'resources', 'limits', 'memory'], '1gb'],
    ['a fraction for a port', [...container, 'livenessProbe', 'httpGet', 'port'], 1.5],
    ['another group', ['apiVersion'], 'apps.example.com/v1'],
    ['another spelling of the kind', ['kind'], 'deployment'],
    ['no metadata', ['metadata'], undefined],
  ])('refuse %s', ([_, path, value], context) => {
    const [verdict] = judge(context, newest, [changed(DEPLOYMENT, path, value)]);
    expect(verdict?.status).not.toBe('statusValid');
  });

  it.for<Change>([
    ['an optional list that is null', [...container, 'ports'], null],
    ['an optional object that is null', ['spec', 'template', 'spec', 'affinity'], null],
    ['a quantity that is a number', [...container, 'resources', 'limits', 'cpu'], 0.5],
    ['an extended resource', [...container, 'resources', 'limits'], { 'example.com/gpu': 1 }],
    ['a share for a number', ['spec', 'strategy', 'rollingUpdate', 'maxSurge'], '25%'],
  ])('pass %s, as the API server does', ([_, path, value], context) => {
    const [verdict] = judge(context, newest, [changed(DEPLOYMENT, path, value)]);
    expect(verdict).toMatchObject({ status: 'statusValid', msg: '' });
  });
});
