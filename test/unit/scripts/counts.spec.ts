import { describe, expect, it } from 'vitest';
import { closingLine, countOutcome, noCounts, sumCounts } from '../../../scripts/counts.mjs';

const skip = { name: 'a', reason: 'no second display here' };

describe('the closing line', () => {
  it('names passed and failed', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: [] })).toBe('12 passed, 0 failed');
  });

  it('names the skipped where there are any', () => {
    expect(closingLine({ passed: 12, failed: 1, skipped: [skip] })).toBe(
      '12 passed, 1 failed, 1 skipped',
    );
  });
});

describe('the sum of the phases', () => {
  it('adds every count and keeps every reason', () => {
    expect(
      sumCounts([
        { passed: 2, failed: 0, skipped: [skip] },
        noCounts(),
        { passed: 3, failed: 1, skipped: [] },
      ]),
    ).toEqual({ passed: 5, failed: 1, skipped: [skip] });
  });

  it('of nothing is nothing', () => {
    expect(sumCounts([])).toEqual(noCounts());
  });
});

describe('a phase', () => {
  it('that ended badly without a failed test counts as one failure', () => {
    expect(countOutcome({ passed: 4, failed: 0, skipped: [] }, false).failed).toBe(1);
  });

  it('that ended badly by failed tests counts those', () => {
    expect(countOutcome({ passed: 4, failed: 3, skipped: [] }, false).failed).toBe(3);
  });

  it('that ended well counts as it is', () => {
    expect(countOutcome({ passed: 4, failed: 0, skipped: [] }, true).failed).toBe(0);
  });
});
