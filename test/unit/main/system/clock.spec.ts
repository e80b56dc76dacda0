import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serverClock } from '../../../../main/system/clock.ts';

/** Two clocks that a test turns by hand. */
function clocks(wallAt = 1_000_000) {
  const hands = { wall: wallAt, ticks: 0 };
  return {
    hands,
    sources: { monotonic: () => hands.ticks, wall: () => hands.wall },
    pass: (milliseconds: number): void => {
      hands.wall += milliseconds;
      hands.ticks += milliseconds;
    },
  };
}

describe("the server's clock", () => {
  test('before any answer, is the computer’s moved by what an earlier run knew', () => {
    const { sources, pass } = clocks();
    const clock = serverClock(5_000, sources);
    pass(1_000);
    expect(clock.now()).toBe(1_006_000);
    expect(clock.offset()).toBe(5_000);
  });

  test('turning the computer’s clock changes nothing', () => {
    const { hands, sources, pass } = clocks();
    const clock = serverClock(0, sources);
    clock.learn({ serverTime: 2_000_000, asked: 0, answered: 0 });
    hands.wall += 3_600_000;
    pass(1_000);
    expect(clock.now()).toBe(2_001_000);
    expect(clock.offset()).toBe(2_001_000 - hands.wall);
  });

  test('errs by no more than half the trip, whenever the server looked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (trip, when) => {
          const { sources, pass } = clocks();
          const clock = serverClock(0, sources);
          // The true server clock runs at ticks + 7 000 000.
          const serverTime = 7_000_000 + trip * when;
          pass(trip);
          clock.learn({ serverTime, asked: 0, answered: trip });
          expect(Math.abs(clock.now() - (7_000_000 + trip))).toBeLessThanOrEqual(trip / 2 + 0.001);
        },
      ),
    );
  });

  test('a slow answer does not spoil what a quick one taught', () => {
    const { sources, pass } = clocks();
    const clock = serverClock(0, sources);
    clock.learn({ serverTime: 5_000, asked: 0, answered: 10 });
    pass(10);
    const before = clock.now();
    clock.learn({ serverTime: 5_900, asked: 0, answered: 10 + 2_000 });
    expect(Math.abs(clock.now() - before)).toBeLessThan(1);
  });

  test('what cannot be true is given up for what the server says', () => {
    const { sources } = clocks();
    const clock = serverClock(0, sources);
    clock.learn({ serverTime: 5_000, asked: 0, answered: 0 });
    clock.learn({ serverTime: 900_000, asked: 0, answered: 100 });
    expect(clock.now()).toBeGreaterThan(899_000);
  });

  test('sleep counts by the computer’s clock, and never backwards', () => {
    const { hands, sources } = clocks();
    const clock = serverClock(0, sources);
    clock.learn({ serverTime: 10_000, asked: 0, answered: 0 });
    clock.slept();
    hands.wall += 60_000;
    clock.woke();
    expect(clock.now()).toBe(70_000);
    clock.slept();
    hands.wall -= 30_000;
    clock.woke();
    expect(clock.now()).toBe(70_000);
  });
});
