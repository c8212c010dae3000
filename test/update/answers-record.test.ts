import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import { chartFrom } from '../../generators/core/generate.ts';
import { answersTextFor } from '../../generators/core/reconcile/answers-text.ts';
import { leftOvers } from '../../generators/core/values/left-overs.ts';
import { rendered } from './run.ts';

const start: DataMap = { name: 'my-app', image: 'ghcr.io/acme/my-app:1.0.0' };

describe('the answers file', () => {
  it.each<[string, DataMap]>([
    ['a name with nothing behind it', { networkpolicy: { from: { shop: {} } } }],
    ['a label without a value', { labels: { team: '' } }],
    [
      'a setting without a value',
      { environments: { prod: { configmap: { settings: { A: '' } } } } },
    ],
    [
      'an empty list where a worker has one',
      { profile: 'worker', probes: { live: { kind: 'tcp', port: 'metrics', command: [] } } },
    ],
  ])('keeps %s', async (_, more) => {
    const texts = await rendered({ ...start, ...more });
    const said = parse(texts.get('helm-prod.yaml') ?? '') as DataMap;
    expect(said).toMatchObject(more);
    expect(await rendered(said)).toEqual(texts);
  });

  it('says no more than that', async () => {
    const said = parse((await rendered(start)).get('helm-prod.yaml') ?? '') as DataMap;
    expect(said).not.toHaveProperty('labels');
    expect(said.image).not.toHaveProperty('pullSecrets');
    expect(said.workload).not.toHaveProperty('resources');
  });

  it('cannot name an image without a repository', async () => {
    const result = await chartFrom({ file: { ...start, image: { repository: '', tag: '1' } } });
    expect(result.ok ? [] : result.faults).toEqual([
      { path: 'image.repository', message: 'must not be empty; leave it out for a sample' },
    ]);
  });
});

describe('remarks in the answers', () => {
  const base = 'name: a\n\n# Port.\nport: 8080\n\n# Size.\nsize: M\n';
  const said = (text: string) => ({ ...parse(text) });

  it('stay where the answer that they are about does not', async () => {
    const mine = base.replace('port:', '# Ours: why.\nport:').replace('size: M', 'size: M # small');
    const theirs = 'name: a\n';
    const text = await answersTextFor({
      base,
      mine,
      theirs,
      means: async (text) => JSON.stringify(said(text)) === JSON.stringify({ name: 'a' }),
    });
    expect(text).toContain('# Ours: why.\n');
    expect(text).toContain('# small\n');
    expect(said(text ?? '')).toEqual({ name: 'a' });
  });
});

describe('values that are none any more', () => {
  const schema = JSON.stringify({
    additionalProperties: false,
    properties: {
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      service: { additionalProperties: false, properties: { port: {} } },
    },
  });
  const before = 'labels:\n  team: a\nservice:\n  port: 1\n  type: b\ngone: 1\n';
  const after = 'labels: {}\nservice:\n  port: 1\n';

  it('are those that the schema has no place for', () => {
    const text = `# Ours.\n${before}`;
    const found = leftOvers(
      { before, after, schema },
      new Map([['x.yaml', { now: text, next: text }]]),
    );
    expect(found).toEqual([
      { file: 'x.yaml', line: 6, key: 'service.type' },
      { file: 'x.yaml', line: 7, key: 'gone' },
    ]);
  });
});
