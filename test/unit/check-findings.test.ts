import { describe, expect, it, vi } from 'vitest';
import type { Chart } from '../../generators/core/chart.ts';
import { expectedInProduction, unsafeChoices } from '../../generators/core/check/choices.ts';
import { findingsInFiles } from '../../generators/core/check/in-files.ts';
import { findingsInObjects } from '../../generators/core/check/in-objects.ts';
import { toldOnce } from '../../generators/core/check/placed.ts';
import { warningsIn } from '../../generators/core/check/warnings-in-notes.ts';
import { features } from '../../generators/core/features.ts';
import type { KubeObject } from '../../generators/core/kubernetes/objects.ts';
import { readObjects } from '../../generators/core/kubernetes/read-objects.ts';
import { helmIgnores } from '../../generators/core/rules/helmignore.ts';
import { answersOf, chartOf, scenarios } from '../charts/scenarios.ts';
import { chartFilesOf } from '../rules/chart-files.ts';
import { goodRelease } from '../rules/examples/example.ts';

describe('the same thing in several environments', () => {
  it('is told once, with all of them, in the order in which it was found', () => {
    const [one, other] = [{ message: 'one' }, { message: 'other' }];
    const found = toldOnce([
      { environment: null, things: [one] },
      { environment: 'dev', things: [other, other] },
      { environment: 'prod', things: [{ ...one }] },
    ]);
    expect(found).toEqual([
      { message: 'one', environments: [null, 'prod'] },
      { message: 'other', environments: ['dev'] },
    ]);
  });
});

describe('the files of a chart', () => {
  const good = async () => new Map(chartFilesOf(await chartOf({ name: 'my-app' })));
  const shortly = (files: Map<string, string>) =>
    findingsInFiles(new Map(files)).map(({ rule, object, path }) => [rule, object, path].join(' '));
  const edited = (files: Map<string, string>, path: string, from: string, to: string) => {
    const text = files.get(path) ?? '';
    expect(text).toContain(from);
    files.set(path, text.replace(from, to));
  };

  it.each(scenarios)('are without a finding in %s', async (scenario) => {
    expect(findingsInFiles(chartFilesOf(await chartOf(await answersOf(scenario))))).toEqual([]);
  });

  it('tell of a conflict that was left undecided, with its line', async () => {
    const files = await good();
    files.set('templates/own.tpl', 'a\n<<<<<<< yours\nb\n=======\nc\n>>>>>>> new\n');
    expect(shortly(files)).toEqual(['conflict-marker templates/own.tpl line 2']);
  });

  it('tell once of a conflict in a file that cannot be read because of it', async () => {
    const files = await good();
    files.set('values-dev.yaml', '<<<<<<< yours\na: 1\n=======\na: 2\n>>>>>>> new\n');
    expect(shortly(files)).toEqual(['conflict-marker values-dev.yaml line 1']);
  });

  const conflict = '<<<<<<< yours\na\n=======\nb\n>>>>>>> new\n';

  it.each([
    ['README.md', `a\n\n${conflict}`, 'conflict-marker README.md line 3'],
    ['CHANGELOG.md', `\`\`\`\na\n\`\`\`\n${conflict}`, 'conflict-marker CHANGELOG.md line 4'],
    ['tests/own_test.yaml', conflict, 'conflict-marker tests/own_test.yaml line 1'],
    ['ci/own-values.yaml', conflict, 'conflict-marker ci/own-values.yaml line 1'],
    ['files/own.json', conflict, 'conflict-marker files/own.json line 1'],
    ['Chart.lock', conflict, 'conflict-marker Chart.lock line 1'],
  ])('tell of a conflict in %s: %j', async (path, text, said) => {
    const files = await good();
    files.set(path, `${text}${files.get(path) ?? ''}`);
    expect(shortly(files)).toEqual([said]);
  });

  it.each([
    ['README.md', 'What git writes:\n\n<<<<<<< yours\n'],
    ['README.md', `What git writes:\n\n\`\`\`text\n${conflict}\`\`\`\n`],
    ['docs.md', conflict],
    ['docs/own.md', conflict],
    ['templates/own.yaml.orig', conflict],
    ['values.yaml.bak', conflict],
  ])('may show a conflict in %s: %j', async (path, text) => {
    const files = await good();
    files.set(path, `${text}${files.get(path) ?? ''}`);
    expect(shortly(files)).toEqual([]);
  });

  it('are not read where Helm reads none of them either', async () => {
    const files = await good();
    files.set('values-old.yaml', 'a: [');
    expect(shortly(files)).toHaveLength(1);
    files.set('.helmignore', `${files.get('.helmignore')}values-old.yaml\n`);
    expect(shortly(files)).toEqual([]);
    files.set('values-old.yaml', conflict);
    expect(shortly(files)).toEqual([]);
    files.set('Chart.yaml', (files.get('Chart.yaml') ?? '').replace('v2', 'v1'));
    expect(shortly(files)).toEqual(['chart-api-version Chart.yaml apiVersion']);
    const asOverlay = findingsInFiles(files, ['values-old.yaml']);
    expect(asOverlay).toMatchObject([{ rule: 'conflict-marker', object: 'values-old.yaml' }]);
  });

  it.each([
    ['values.yaml', 'a: [', /line \d+/],
    ['values-dev.yaml', '- a\n', /^readable values-dev.yaml $/],
    ['Chart.yaml', 'a: 1\na: 2\n', /line 2/],
    ['values.schema.json', '{"a": ', /line 1/],
    ['values.schema.json', '{\n"a": 1,\n}\n', /line 3/],
    ['values.schema.json', "{'a': 1}\n", /line 1/],
    ['values.schema.json', '\uFEFF{"a": 1}\n', /line 1/],
    ['values.yaml', 'a: 1\n---\nb: 1\n', /line 2/],
    ['values-dev.yaml', 'a: 1\n---\nb: 1\n', /line 2/],
    ['values.yaml', 'a: *nothing\n', /^readable values.yaml $/],
    ['values-dev.yaml', 'a: &a [*a]\n', /^readable values-dev.yaml $/],
    ['Chart.yaml', `a: &a 1\nb: [${'*a, '.repeat(101)}]\n`, /^readable Chart.yaml $/],
  ])('tell that %s cannot be read', async (path, text, said) => {
    const files = await good();
    files.set(path, text);
    const found = shortly(files);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^readable ${path}`));
    expect(found[0]).toMatch(said);
  });

  it('are not spoken of outside the findings, whatever their tags', async () => {
    const files = await good();
    edited(files, 'values.yaml', 'logLevel:', 'logLevel: !odd');
    const warnings = vi.spyOn(process, 'emitWarning');
    expect(shortly(files)).toEqual([]);
    expect(warnings).not.toHaveBeenCalled();
    warnings.mockRestore();
  });

  it('tell of a value of the wrong type, and no rule stumbles', async () => {
    const files = await good();
    edited(files, 'Chart.yaml', 'apiVersion: v2', 'apiVersion: v2\ndependencies: 1');
    expect(shortly(files)).toEqual(['readable Chart.yaml ']);
  });

  it('break rules for charts', async () => {
    const files = await good();
    edited(files, 'Chart.yaml', 'apiVersion: v2', 'apiVersion: v1');
    expect(shortly(files)).toEqual([expect.stringContaining('chart-api-version Chart.yaml')]);
  });

  it('tell of a property that no value has', async () => {
    const files = await good();
    edited(files, 'values.schema.json', '"properties": {', '"properties": {\n"ghost": {},');
    expect(shortly(files)).toEqual(['values-and-schema values.schema.json ghost']);
  });

  it('tell of a value that the schema lets pass without knowing it', async () => {
    const files = await good();
    const schema = JSON.parse(files.get('values.schema.json') ?? '');
    delete schema.properties.image.additionalProperties;
    files.set('values.schema.json', `${JSON.stringify(schema)}\n`);
    expect(shortly(files)).toEqual([]);
    edited(files, 'values.yaml', '\nimage:\n', '\nimage:\n  tga: "1"\n');
    expect(shortly(files)).toEqual(['values-and-schema values.yaml image.tga']);
  });

  it('may have values that Helm and subcharts bring along', async () => {
    const files = new Map(chartFilesOf(await chartOf(await answersOf('agent'))));
    edited(files, 'values.yaml', '\nimage:\n', '\ntags:\n  anything: true\nimage:\n');
    expect(shortly(files)).toEqual([]);
  });
});

describe('.helmignore', () => {
  it.each([
    ['/tests/', ['tests/a_test.yaml', 'tests/a/b.yaml'], ['templates/tests/a.yaml', 'tests']],
    ['tests/', ['templates/tests/a.yaml'], ['tests', 'a/tests.yaml']],
    ['*.bak', ['a.bak', 'a/b.bak', 'a.bak/b'], ['a.baker']],
    ['a?.txt', ['ab.txt'], ['a.txt', 'abxtxt']],
    ['a/*.md', ['a/b.md'], ['a/b/c.md', 'c/a/b.md']],
    ['  # a', [], ['# a', 'a']],
    ['!a', [], ['a', 'b']],
    ['a(b', ['a(b'], ['ab']],
  ])('%j leaves out %j, not %j', (line, taken, left) => {
    const isIgnored = helmIgnores(`b.txt\n\n${line}\r\n`);
    expect(taken.filter((path) => !isIgnored(path))).toEqual([]);
    expect(left.filter(isIgnored)).toEqual([]);
  });
});

describe('the objects of a render', () => {
  const said = (objects: object[]) =>
    findingsInObjects({ release: 'rel', namespace: 'acme', objects: objects as KubeObject[] }).map(
      ({ rule, object }) => `${rule} ${object}`,
    );
  const { objects } = goodRelease();
  const mistyped = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'wrong' },
    spec: { policyTypes: 1, ingress: 'all' },
  };

  it('break rules, or none', () => {
    expect(said([...objects])).toEqual([]);
    expect(said([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }])).toContain(
      'object-namespace ConfigMap/a',
    );
  });

  it('are named where they have fields of the wrong type, and no rule stumbles', () => {
    expect(said([...objects, mistyped])).toEqual(['readable NetworkPolicy/wrong']);
  });
});

describe('the objects that other charts bring along', () => {
  const service = (name: string, spec: unknown): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'acme' },
    spec,
  });
  const said = (subchart: KubeObject, ...own: KubeObject[]) => {
    const release = goodRelease();
    const rendered = {
      ...release,
      objects: [...release.objects, ...own, subchart],
      subcharts: new Map([[subchart, 'redis']]),
    };
    return findingsInObjects(rendered).map(({ rule, object }) => `${rule} ${object}`);
  };

  it('are not judged, whatever they are like', () => {
    const ports = [{ name: 'http', port: 80, targetPort: null }];
    const redis = service('redis', { type: 'NodePort', ports });
    expect(said(redis)).toEqual([]);
    expect(said(service('redis', { ports: 1 }))).toEqual([]);
    expect(said(redis, service('own', { ports: 1 }))).toEqual(['readable Service/own']);
  });
});

describe('choices that a review would ask about', () => {
  const said = (chart: Chart, name: string, objects: string) => {
    const environment = chart.environments.find((one) => one.name === name);
    if (!environment) throw new Error(`there is no ${name}`);
    const rendered = { release: 'rel', namespace: 'acme', objects: readObjects(objects).objects };
    return unsafeChoices(chart, environment, rendered).map(({ message }) => message);
  };
  const off = { enabled: false };
  const web = (replicas: number) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: ${replicas}}\n`;

  it('are features that production misses, and no other environment', async () => {
    const answers = { name: 'a', pdb: off, networkpolicy: off, servicemonitor: off, hpa: off };
    const chart = await chartOf({ ...answers });
    expect(said(chart, 'prod', web(2))).toEqual([
      expect.stringMatching(/PodDisruptionBudget.* Add the feature pdb\.$/),
      expect.stringMatching(/NetworkPolicy.* Add the feature networkpolicy\.$/),
      expect.stringMatching(/metrics.* Add the feature servicemonitor or podmonitor\.$/),
    ]);
    expect(said(chart, 'dev', web(1))).toEqual([]);
    const silent = await chartOf({ ...answers, metrics: off });
    expect(said(silent, 'prod', web(2))).toHaveLength(2);
  });

  it('are fewer than two pods in production, as they were rendered', async () => {
    const chart = await chartOf({ name: 'a' });
    expect(said(chart, 'prod', web(1))).toEqual([expect.stringContaining('Deployment/web runs')]);
    expect(said(chart, 'prod', web(2))).toEqual([]);
  });

  it('name features that there are', () => {
    const ids = features.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(expectedInProduction.flatMap((e) => e.features)));
  });
});

describe('warnings of NOTES', () => {
  it('are the items of a list, each in a line', () => {
    expect(warningsIn('\n  - The tag moves:\n    pin it.\n\n  - It is - well - off.\n')).toEqual([
      { message: 'The tag moves: pin it.' },
      { message: 'It is - well - off.' },
    ]);
    expect(warningsIn('\n')).toEqual([]);
  });
});

describe('what Helm renders', () => {
  it('is read as objects, those in lists too, and what cannot be read is told', () => {
    const text = [
      '# Source: a\nkind: A\n',
      '\n# nothing\n',
      'kind: List\nitems: [{kind: B}, {kind: C}]\n',
      'kind: [\n',
      'kind: *nothing\n',
    ].join('---\n');
    const { objects, faults } = readObjects(text);
    expect(objects.map(({ kind }) => kind)).toEqual(['A', 'B', 'C']);
    expect(faults).toEqual([
      expect.stringMatching(/^line \d+: \w/),
      expect.stringMatching(/^Unresolved alias .*: nothing$/),
    ]);
  });

  it('is read from lists of any kind, whatever else stands in them', () => {
    const text = [
      'kind: List\nitems:\n  -\n  - {kind: B, metadata: {name: b}}\n  - text\n',
      'apiVersion: v1\nkind: ServiceList\nitems: [{metadata: {name: c}}, {}]\n',
      'kind: PriceList\nspec: {items: [1]}\n',
    ].join('---\n');
    const service = { apiVersion: 'v1', kind: 'Service' };
    const { objects, faults } = readObjects(text);
    expect(faults).toEqual([]);
    expect(objects).toEqual([
      { kind: 'B', metadata: { name: 'b' } },
      { ...service, metadata: { name: 'c' } },
      { ...service, metadata: {} },
      { kind: 'PriceList', metadata: {}, spec: { items: [1] } },
    ]);
  });

  it('is told apart by the chart that it comes from', () => {
    const text = [
      '\n# Source: my-app/templates/a.yaml\n# Source: my-app/charts/no/a.yaml\nkind: A\n',
      '\n# Source: my-app/charts/redis/charts/common/templates/b.yaml\nkind: List\nitems: [{kind: B}]\n',
      '\n# Source: my-app/templates/charts/c.yaml\nkind: C\n',
    ].join('---');
    const { subcharts } = readObjects(text);
    expect([...subcharts].map(([{ kind }, chart]) => [kind, chart])).toEqual([['B', 'redis']]);
  });
});
