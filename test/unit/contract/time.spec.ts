import { describe, expect, it } from 'vitest';
import { examEndsAt } from '../../../contract/time.ts';

const minutes = (count: number): number => count * 60_000;

describe('the end of an exam', () => {
  const times = { startedAt: 0, durationMinutes: 90, extraMinutes: 0, windowEndsAt: minutes(600) };

  it('is start plus duration', () => {
    expect(examEndsAt(times)).toBe(minutes(90));
  });

  it('moves with granted minutes', () => {
    expect(examEndsAt({ ...times, extraMinutes: 22 })).toBe(minutes(112));
  });

  it('is never later than the exam itself', () => {
    expect(examEndsAt({ ...times, extraMinutes: 22, windowEndsAt: minutes(100) })).toBe(
      minutes(100),
    );
  });
});
