import { describe, expect, it } from 'vitest';
import { mergedOrder } from '../../generators/core/reconcile/structure/order.ts';

const order = (base: string, mine: string, theirs: string) =>
  mergedOrder({ base: [...base], mine: [...mine], theirs: [...theirs] }).join('');

describe('the order of keys', () => {
  it.each([
    ['ab', 'amb', 'atb', 'amtb'],
    ['ab', 'mab', 'tuab', 'mtuab'],
    ['abc', 'abcm', 'cabt', 'cmabt'],
    ['abc', 'cab', 'atbc', 'catb'],
    ['abc', 'amnc', 'atbuc', 'amntbuc'],
    ['', 'mn', 'tu', 'mntu'],
  ])('of %s, %s and %s is %s', (base, mine, theirs, merged) => {
    expect(order(base, mine, theirs)).toBe(merged);
  });

  it('holds every key once, however many there are', () => {
    const keys = (own: string) =>
      Array.from({ length: 40_000 }, (_, i) => (i % 2 === 0 ? `key${i}` : `${own}${i}`));
    const [base, mine, theirs] = [keys('base'), keys('mine'), keys('theirs')];
    const merged = mergedOrder({ base, mine, theirs });
    expect(new Set(merged)).toEqual(new Set([...mine, ...theirs]));
    expect(merged).toHaveLength(60_000);
  });
});
