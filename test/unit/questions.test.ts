import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answersFromGuesses, guessesBeside } from '../../generators/core/answers/from-guesses.ts';
import { profiles } from '../../generators/core/answers/profiles.ts';
import { schemaLeaves } from '../../generators/core/answers/walk.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import { features } from '../../generators/core/features.ts';
import { chartFrom, filesOf } from '../../generators/core/generate.ts';
import type { Guesses } from '../../generators/core/guess/types.ts';
import { back, talk, turns } from '../prompt/scripted.ts';

const projects = join(import.meta.dirname, '../fixtures/projects');
const ownImage = { image: 'ghcr.io/acme/api:1.2.0' };

/** What a run makes of a conversation, as the command puts it together. */
async function made(asked: DataMap, guesses: Guesses = {}) {
  const guessed = answersFromGuesses(
    guessesBeside(guesses, asked).filter(({ path }) => path !== 'name'),
  );
  const result = await chartFrom({ guessed, file: asked, said: { name: 'shop' } });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.chart;
}

const bodies = (chart: Awaited<ReturnType<typeof made>>) =>
  [...filesOf(chart).values()].map(({ path, body }) => [path, body]);

describe('the first round', () => {
  it('is short, grouped and in a sensible order', async () => {
    const { ids, asked } = await talk({});
    expect(ids).toEqual([
      'profile',
      'description',
      'image',
      'workload.size',
      'ingress.enabled',
      'networkpolicy.from#0',
      'networkpolicy.to#0',
      'environments',
      'environments.prod.hosts',
      'everything',
    ]);
    expect([...new Set(asked.map(({ question }) => question.heading))]).toEqual([
      'What it is',
      'How it runs',
      'Who reaches it',
      'What it needs',
      'Environments',
      'The rest',
    ]);
    for (const { question } of asked) expect(question.hint, question.id).toMatch(/\w.*\.$/);
  });

  it('asks for the name first where nobody said it', async () => {
    const guesses = { name: { value: 'loyalty', from: 'package.json' } };
    const { ids, byId, said } = await talk({}, { given: {}, guesses });
    expect(ids.slice(0, 2)).toEqual(['name', 'profile']);
    expect(byId.get('name')?.question).toMatchObject({ preset: 'loyalty', from: 'package.json' });
    expect(said).toEqual({ name: 'loyalty' });
  });

  it('offers no name that is taken, and refuses it', async () => {
    const nameFault = (name: string) => (name === 'taken' ? 'is not empty' : undefined);
    const guesses = { name: { value: 'taken', from: 'package.json' } };
    const { byId, refused } = await talk(
      { name: turns('taken', 'My App', 'free') },
      { given: {}, guesses, nameFault },
    );
    expect(byId.get('name')?.question.preset).toBe('');
    expect(refused.map(({ fault }) => fault)).toEqual([
      'is not empty',
      expect.stringContaining('for example my-app'),
    ]);
  });

  it('asks how an image of one’s own is reached and checked', async () => {
    const { ids } = await talk(ownImage);
    expect(ids).toEqual(
      expect.arrayContaining([
        'port',
        'metrics.enabled',
        'metrics.port',
        'probes.live.path',
        'probes.ready.path',
      ]),
    );
  });

  it('asks a worker for what a worker has', async () => {
    const { ids } = await talk({ profile: 'worker', ...ownImage });
    expect(ids).not.toContain('port');
    expect(ids.filter((id) => /^(ingress|service|environments\.)/.test(id))).toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(['probes.live.command', 'metrics.enabled']));
  });
});

describe('Enter all through', () => {
  it.each(profiles)('says nothing but the profile %s', async (profile) => {
    for (const everything of [false, true]) {
      const { said, refused } = await talk({ profile, everything });
      expect(said).toEqual(profile === 'web' ? {} : { profile });
      expect(refused).toEqual([]);
    }
  });

  it.each(readdirSync(projects))('makes what a run without questions makes of %s', async (name) => {
    const guesses = JSON.parse(readFileSync(join(projects, name, 'expected.json'), 'utf8'));
    const unasked = bodies(await made({}, guesses));
    const few = await talk({}, { guesses });
    expect(few.said).toEqual({});
    expect(bodies(await made(few.said, guesses))).toEqual(unasked);
  });
});

describe('everything', () => {
  it('with guesses, too, says nothing where Enter is pressed all through', async () => {
    const file = join(projects, 'compose-build/expected.json');
    const { said, byId } = await talk(
      { everything: true },
      { guesses: JSON.parse(readFileSync(file, 'utf8')) },
    );
    expect(byId.get('workload.userId')?.question.from).toContain('compose.yaml');
    expect(said).toEqual({});
  });

  it.each(profiles)('comes by every leaf of the schema that a %s can have', async (profile) => {
    const { ids } = await talk({ profile, everything: true, ...ownImage, environments: 'prod' });
    const asked = new Set(ids.map((id) => id.replace(/#\d+$/, '').replace(/\.0\..*$/, '')));
    const idle = new RegExp(
      profile === 'web'
        ? '^(podmonitor|probes\\.\\w+\\.command|probes\\.startup\\.command)'
        : '^(port|service|servicemonitor|ingress|probes\\.\\w+\\.(path|port)|environments\\.prod\\.(hosts|ingress|cluster\\.(cert|ingress|controller)))',
    );
    const left = [...schemaLeaves()]
      .map(({ path }) => path.join('.').replace('environments.<name>', 'environments.prod'))
      .map((path) => path.replace(/\.?<.*$/, ''))
      .filter((path) => !asked.has(path) && !idle.test(path) && !/^image\.|^name$/.test(path));
    expect([...new Set(left)]).toEqual(['answersVersion', 'environments.prod.kind']);
  });

  it('has a section for every feature that a chart can have', async () => {
    const { byId } = await talk({ everything: true });
    const sections = byId.get('sections')?.question.options.map(({ value }) => value);
    const ofWeb = features.map(({ id }) => id).filter((id) => id !== 'podmonitor');
    expect(sections).toEqual(expect.arrayContaining(ofWeb));
  });

  it('can be looked at in part', async () => {
    const { ids } = await talk({ everything: true, sections: ['pdb', 'environments.dev'] });
    const rest = ids.slice(ids.indexOf('sections') + 1);
    expect(rest.slice(0, 2)).toEqual(['pdb.enabled', 'pdb.minAvailable']);
    expect(rest.slice(2).every((id) => id.startsWith('environments.dev.'))).toBe(true);
  });

  it('shows what an environment comes to, and keeps silent where that is taken', async () => {
    const { byId, said } = await talk({
      everything: true,
      'environments.dev.replicas': '4',
      'environments.staging.cluster.certManagerIssuer': 'letsencrypt',
    });
    expect(byId.get('environments.prod.namespace')?.question.preset).toBe('shop-prod');
    expect(byId.get('environments.dev.logLevel')?.question.preset).toBe('debug');
    expect(byId.get('environments.dev.resources.requests.cpu')?.question.preset).toBe('25m');
    expect(said).toEqual({
      environments: {
        dev: { replicas: 4 },
        staging: { cluster: { certManagerIssuer: 'letsencrypt' } },
        prod: {},
      },
    });
  });
});

describe('answers', () => {
  it('become what an answers file would hold', async () => {
    const { said } = await talk({
      description: 'Sells things',
      ...ownImage,
      port: '3000',
      'workload.size': 'L',
      'ingress.enabled': false,
      environments: 'prod, dev',
    });
    expect(said).toEqual({
      description: 'Sells things',
      image: { registry: 'ghcr.io', repository: 'acme/api', tag: '1.2.0' },
      port: 3000,
      workload: { size: 'L' },
      ingress: { enabled: false },
      environments: { prod: {}, dev: {} },
    });
    const chart = await made(said);
    expect(chart.environments.map(({ name }) => name)).toEqual(['prod', 'dev']);
  });

  it('hosts are asked only where something routes to them', async () => {
    const { ids } = await talk({ 'ingress.enabled': false });
    expect(ids).not.toContain('environments.prod.hosts');
  });

  it('of maps are given by name, one after the other', async () => {
    const { said, asked } = await talk({
      'networkpolicy.from#0': 'web',
      'networkpolicy.from.web.namespace': 'front',
      'networkpolicy.from#1': 'jobs',
      'networkpolicy.to#0': 'db',
      'networkpolicy.to.db.port': '5432',
      everything: true,
      sections: ['configmap'],
      'configmap.settings#0': 'GREETING',
      'configmap.settings.GREETING': 'hello',
    });
    expect(said).toEqual({
      networkpolicy: {
        from: { web: { namespace: 'front' }, jobs: {} },
        to: { db: { port: 5432 } },
      },
      configmap: { settings: { GREETING: 'hello' } },
    });
    const titles = asked.map(({ question }) => question.title);
    expect(titles).toEqual(
      expect.arrayContaining(['Namespace of web', 'Callers in the cluster: one more', 'GREETING']),
    );
    await made(said);
  });

  it('of lists of groups are given by what an entry must have', async () => {
    const { said } = await talk({
      everything: true,
      sections: ['dependencies', 'chart'],
      'dependencies.0.name': 'valkey',
      'dependencies.0.version': '^1.0.0',
      'chart.maintainers.0.name': 'Team Shop',
      'chart.maintainers.0.email': 'shop@example.com',
      'chart.keywords': 'shop, cart',
    });
    expect(said).toEqual({
      dependencies: [{ name: 'valkey', version: '^1.0.0' }],
      chart: {
        maintainers: [{ name: 'Team Shop', email: 'shop@example.com' }],
        keywords: ['shop', 'cart'],
      },
    });
    await made(said);
  });

  it('that hold commas are written as JSON', async () => {
    const { said, byId } = await talk({
      everything: true,
      sections: ['workload'],
      'workload.command': '["sh", "-c", "a, b"]',
      'workload.args': '--verbose, --port=1',
    });
    expect(byId.get('workload.command')?.question.preset).toContain('./podinfo, --port=');
    expect(said).toEqual({
      workload: { command: ['sh', '-c', 'a, b'], args: ['--verbose', '--port=1'] },
    });
  });

  it('can take a guess away', async () => {
    const guesses = { description: { value: 'Streams prices', from: 'package.json' } };
    const { said, byId } = await talk({ description: '-' }, { guesses });
    expect(byId.get('description')?.question.hint).toContain('- for none');
    expect(said).toEqual({ description: '' });
    expect((await made(said, guesses)).answers.description).toBe('');
  });

  it('beside a guess keep what else was guessed', async () => {
    const guesses = {
      image: { value: 'registry.example.com/acme/loyalty', from: 'compose.yaml' },
      port: { value: 9292, from: 'compose.yaml' },
    };
    const { said } = await talk(
      { everything: true, sections: ['image'], 'image.pullPolicy': 'IfNotPresent' },
      { guesses },
    );
    const { image, port } = (await made(said, guesses)).answers;
    expect(said).toEqual({ image: { pullPolicy: 'IfNotPresent' } });
    expect(image).toMatchObject({ repository: 'acme/loyalty', pullPolicy: 'IfNotPresent' });
    expect(port).toBe(9292);
  });

  it('that were given before are not asked again', async () => {
    const { ids } = await talk(
      {},
      { given: { said: { name: 'shop', profile: 'web', ingress: { enabled: true } } } },
    );
    expect(ids).not.toContain('profile');
    expect(ids).not.toContain('ingress.enabled');
    expect(ids).toContain('image');
  });
});

describe('what cannot be', () => {
  const faultsOf = async (id: string, ...wrong: string[]) => {
    const { refused } = await talk({ ...ownImage, everything: true, [id]: turns(...wrong) });
    return refused.map(({ fault }) => fault);
  };

  it('is refused with the words of the schema', async () => {
    expect(await faultsOf('port', '0', '70000', 'http')).toEqual(
      Array(3).fill('a whole number from 1 to 65535'),
    );
    expect(await faultsOf('image', 'nginx:latest@sha256:zz')).toEqual([
      '"sha256:zz" is no digest: sha256: and 64 hexadecimal digits',
    ]);
    expect(await faultsOf('environments.prod.hosts', 'a.example.com, *.')).toEqual([
      expect.stringContaining('"*.": a host name'),
    ]);
    expect(await faultsOf('environments', 'dev, Prod')).toEqual([
      expect.stringContaining('"Prod": small letters'),
    ]);
    expect(await faultsOf('configmap.settings#0', 'a b', '__proto__')).toEqual([
      expect.stringContaining('letters, digits'),
      'is not a key that can be used',
    ]);
    expect(await faultsOf('networkpolicy.to#0', 'Data Base')).toEqual([
      expect.stringContaining('small letters'),
    ]);
  });

  it('is refused where it contradicts another answer', async () => {
    expect(await faultsOf('hpa.minReplicas', '20')).toEqual([
      expect.stringContaining('must be below the most of 10'),
    ]);
  });

  it('but a question to come may mend it', async () => {
    const { said, refused, byId } = await talk({
      environments: 'dev, lab',
      'environments.lab.kind': 'staging',
    });
    expect(refused).toEqual([]);
    expect(byId.get('environments.lab.kind')?.question.kind).toBe('choice');
    expect(said).toEqual({ environments: { dev: {}, lab: { kind: 'staging' } } });
  });

  it('without metrics nothing scrapes them', async () => {
    const { said, ids } = await talk({
      ...ownImage,
      'metrics.enabled': false,
      everything: true,
    });
    expect(said).toMatchObject({ metrics: { enabled: false }, servicemonitor: { enabled: false } });
    expect(ids.filter((id) => /^servicemonitor|^metrics\.p/.test(id))).toEqual([]);
    await made(said);
  });
});

describe('going back', () => {
  it('changes an answer and all that hangs on it', async () => {
    const { ids, said } = await talk({
      profile: turns('worker', 'web'),
      description: turns('First', back, 'Second'),
      image: turns(back),
    });
    expect(ids.slice(0, 7)).toEqual([
      'profile',
      'description',
      'image',
      'description',
      'profile',
      'description',
      'image',
    ]);
    expect(ids).toContain('ingress.enabled');
    expect(said).toEqual({ description: 'Second' });
  });

  it('offers again what was said, and follows what was not', async () => {
    const { asked, said } = await talk(
      { name: turns('one', 'two'), profile: turns(back), description: turns('Sells things') },
      { given: {} },
    );
    const hosts = asked.find(({ question }) => question.id === 'environments.prod.hosts');
    expect(asked[2]).toMatchObject({ question: { id: 'name' }, preset: 'one' });
    expect(hosts?.preset).toBe('two.example.com');
    expect(said).toEqual({ name: 'two', description: 'Sells things' });
  });

  it('at the first question asks it again', async () => {
    const { ids } = await talk({ profile: turns(back, back) });
    expect(ids.slice(0, 4)).toEqual(['profile', 'profile', 'profile', 'description']);
  });
});
