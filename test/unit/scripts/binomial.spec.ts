import { describe, expect, it } from 'vitest';
import { share } from '../../../scripts/docs/binomial.ts';

describe('the bounds of a share', () => {
  it('are those of Clopper and Pearson', () => {
    // Closed forms: nothing of n has the upper bound 1 - (0.025)^(1/n), all of n the mirrored lower one.
    expect(share(0, 30).high).toBeCloseTo(1 - 0.025 ** (1 / 30), 10);
    expect(share(30, 30).low).toBeCloseTo(0.025 ** (1 / 30), 10);
    expect(share(0, 30).low).toBe(0);
    expect(share(30, 30).high).toBe(1);
    // 1 of 10, as in every table of exact bounds: 0.25 % to 44.5 %.
    expect(share(1, 10).low).toBeCloseTo(0.00253, 5);
    expect(share(1, 10).high).toBeCloseTo(0.44502, 5);
    expect(share(5, 10).low).toBeCloseTo(0.18709, 5);
  });

  it('are everything where nothing was counted', () => {
    expect(share(0, 0)).toMatchObject({ low: 0, high: 1 });
  });
});
