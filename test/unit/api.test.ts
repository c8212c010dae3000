import { describe, expect, it } from 'vitest';
import { generate, version } from '../../generators/api.ts';
import manifest from '../../package.json' with { type: 'json' };

describe('generate', () => {
  it('gives a chart as text by path, the same every time', async () => {
    const answers = { name: 'my-app', image: 'ghcr.io/acme/api:1.2.0', port: 3000 };
    const [first, second] = [await generate(answers), await generate(structuredClone(answers))];
    expect(first).toEqual(second);
    expect(first.ok && first.name).toBe('my-app');
    expect(first.ok && first.files.get('Chart.yaml')).toContain('name: my-app');
    expect(first.ok && first.files.get('helm-prod.yaml')).toContain('port: 3000');
  });

  it('takes what is undefined for not said, and the environments for all there are', async () => {
    const environments = { live: { kind: 'production' } };
    const chart = await generate({ name: 'my-app', description: undefined, environments });
    const overlays = chart.ok
      ? [...chart.files.keys()].filter((path) => /^values-/.test(path))
      : [];
    expect(overlays).toEqual(['values-live.yaml']);
  });

  it('names all that is wrong', async () => {
    expect(await generate({ name: 'My App', imgae: 'nginx', port: 70000 })).toMatchObject({
      ok: false,
      faults: [
        { path: 'name' },
        { path: 'imgae', message: 'unknown; did you mean image?' },
        { path: 'port', message: '70000: must be a whole number from 1 to 65535' },
      ],
    });
  });

  it.each([
    ['a function', { name: 'my-app', port: () => 80 }, 'port'],
    ['nothing', { name: 'my-app', image: null }, 'image'],
    ['no number', { name: 'my-app', port: Number.NaN }, 'port'],
    ['a date', { name: 'my-app', labels: { since: new Date(0) } }, 'labels.since'],
    ['a key that reaches prototypes', JSON.parse('{"name":"a","__proto__":{"b":1}}'), '__proto__'],
    ['what holds itself', holdingItself(), 'labels.self'],
  ])('refuses %s', async (_, answers, path) => {
    expect(await generate(answers)).toMatchObject({ ok: false, faults: [{ path }] });
  });

  it('refuses what is no object at all', async () => {
    for (const answers of [undefined, null, 'my-app', 5, [], [{}]]) {
      expect(await generate(answers as never)).toMatchObject({ ok: false });
    }
  });
});

describe('version', () => {
  it('is that of the package', () => {
    expect(version).toBe(manifest.version);
  });
});

function holdingItself() {
  const labels: Record<string, unknown> = {};
  labels.self = labels;
  return { name: 'my-app', labels };
}
