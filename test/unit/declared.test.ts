import { describe, expect, it } from 'vitest';
import type { Answers } from '../../generators/core/answers/schema.ts';
import { schemaAt, shapeOf } from '../../generators/core/answers/walk.ts';
import { activeFeatures, thinkThrough } from '../../generators/core/chart.ts';
import { contradictions } from '../../generators/core/contradictions.ts';
import { filesOf } from '../../generators/core/generate.ts';
import { answersOf, chartOf, scenarios } from '../charts/scenarios.ts';

/** Answers that note every key that is read of them and that the schema does not know. */
function watched<T extends object>(target: T, path: readonly string[], strangers: Set<string>): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      const value = Reflect.get(object, key, receiver) as unknown;
      const isEntry = Array.isArray(object) && /^\d+$/.test(String(key));
      if (typeof key !== 'string' || (Array.isArray(object) && !isEntry)) return value;
      const below = [...path, key];
      const schema = schemaAt(below);
      if (!schema && !(key in Object.prototype) && key !== 'toJSON') strangers.add(below.join('.'));
      const isGroup = schema && ['group', 'map', 'list'].includes(shapeOf(schema).kind);
      return isGroup && typeof value === 'object' && value !== null
        ? watched(value, below, strangers)
        : value;
    },
  });
}

describe('the answers', () => {
  it.each(scenarios)('of %s are read only where they are declared', async (scenario) => {
    const strangers = new Set<string>();
    const { answers } = await chartOf(await answersOf(scenario));
    const chart = thinkThrough(watched(answers as object, [], strangers) as Answers);
    expect(contradictions(chart, activeFeatures(chart))).toEqual([]);
    filesOf(chart);
    expect([...strangers]).toEqual([]);
  });

  it('the watch sees what is not declared', () => {
    const strangers = new Set<string>();
    const answers = watched({ workload: { replcas: 1 } }, [], strangers);
    expect(answers.workload.replcas).toBe(1);
    expect([...strangers]).toEqual(['workload.replcas']);
  });
});
