import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth, median, percentile, summarise } from '../../bench/statistics.ts';

describe('a summary', () => {
  it('names the middle, the least and the most', () => {
    expect(summarise([3, 1, 2])).toEqual({ count: 3, median: 2, lowest: 1, highest: 3 });
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('is never made of nothing', () => {
    expect(() => summarise([])).toThrow('nothing was measured');
  });

  it('lies within what was measured', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.double({ min: 0, max: 1 }),
        (all, p) => {
          const sorted = [...all].sort((one, other) => one - other);
          const value = percentile(sorted, Number.isNaN(p) ? 0 : p);
          expect(value).toBeGreaterThanOrEqual(Math.min(...all));
          expect(value).toBeLessThanOrEqual(Math.max(...all));
        },
      ),
    );
  });
});

describe('growth', () => {
  it('is the slope of a straight line', () => {
    expect(growth([0, 1, 2, 3, 4].map((at) => [at, 7 + 2 * at] as const))).toBe(2);
  });

  it('is not moved by one spike', () => {
    const points = Array.from({ length: 20 }, (_each, at) => [at, at === 9 ? 900 : 5] as const);
    expect(growth(points)).toBe(0);
  });

  it('takes two moments', () => {
    expect(() => growth([[1, 2]])).toThrow('two moments');
  });
});
