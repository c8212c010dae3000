import { describe, expect, it } from 'vitest';
import { quantile, summaryOf } from '../../scripts/bench/statistics.ts';

describe('the statistics of the benchmark', () => {
  it.each([
    [[7], 7],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[1, 1, 1, 100], 1],
  ])('has of %j the median %d', (values, median) => {
    expect(quantile(values, 0.5)).toBe(median);
  });

  it('has the bounds of the middle half', () => {
    expect(summaryOf([50, 10, 20, 40, 30])).toEqual({ median: 30, low: 20, high: 40 });
  });

  it('leaves the values as they were', () => {
    const values = [3, 1, 2];
    summaryOf(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('makes nothing of no values', () => {
    expect(() => summaryOf([])).toThrow('no values');
  });
});
