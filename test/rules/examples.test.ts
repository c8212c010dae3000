import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nameOf } from '../../generators/core/kubernetes/objects.ts';
import { rules } from '../../generators/core/rules/rules.ts';
import { findingsIn, formatFinding } from '../../generators/core/rules/run.ts';
import { edit, edited, goodRelease } from './examples/example.ts';
import { hookExamples } from './examples/hooks.ts';
import { networkExamples } from './examples/network.ts';
import { objectExamples } from './examples/objects.ts';
import { podExamples } from './examples/pods.ts';
import { rolloutExamples } from './examples/rollout.ts';

const examples = {
  ...objectExamples,
  ...podExamples,
  ...rolloutExamples,
  ...networkExamples,
  ...hookExamples,
};

describe('the rules', () => {
  it('are the files in their folders, each named by its id', () => {
    const folder = join(import.meta.dirname, '../../generators/core/rules');
    const files = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => readdirSync(join(folder, entry.name)))
      .map((file) => basename(file, '.ts'));
    expect(rules.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  });

  it('say nothing of the good release', () => {
    expect(findingsIn(goodRelease()).map(formatFinding)).toEqual([]);
  });

  it('take what names no namespace for an object of that of the release', () => {
    const names = goodRelease()
      .objects.filter((o) => o.metadata.namespace)
      .map(nameOf);
    expect(names).toContain('HorizontalPodAutoscaler/rel-shop');
    for (const name of names) {
      const findings = findingsIn(edited([edit(name, 'metadata.namespace')]));
      const said = findings.map(({ rule, object }) => `${rule} ${object}`);
      expect(said).toEqual([`object-namespace ${name}`]);
    }
  });

  it('have a bad example each, as far as they look at objects', () => {
    const withBad = Object.entries(examples)
      .filter(([, ofRule]) => ofRule.some(({ finds }) => finds))
      .map(([id]) => id);
    const looking = rules.filter(({ check }) => check).map(({ id }) => id);
    expect(withBad.toSorted()).toEqual(looking.toSorted());
  });
});

describe.each(Object.entries(examples))('%s', (id, ofRule) => {
  const bad = ofRule.flatMap(({ edits, finds }) => (finds ? [{ edits, finds }] : []));
  const good = ofRule.filter(({ finds }) => !finds);

  it.each(bad)('finds $finds.object $finds.path, and no other rule speaks', ({ edits, finds }) => {
    const findings = findingsIn(edited(edits));
    const places = findings.map(({ rule, object, path }) => ({ rule, object, path }));
    expect(places, findings.map(formatFinding).join('\n')).toEqual([{ rule: id, ...finds }]);
  });

  if (good.length > 0) {
    it.each(good)('is content with another good one: $edits', ({ edits }) => {
      expect(findingsIn(edited(edits)).map(formatFinding)).toEqual([]);
    });
  }
});
