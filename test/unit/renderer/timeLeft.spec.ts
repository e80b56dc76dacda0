import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPressing, warningAt } from '../../../renderer/stages/exam/timeLeft.ts';

const MINUTE = 60_000;

it('tells of ten and of five minutes once each, on the way down', () => {
  const told: number[] = [];
  for (let left = 15 * MINUTE; left > 0; left -= 1000) {
    const warning = warningAt(left);
    if (warning !== undefined && told.at(-1) !== warning) told.push(warning);
  }
  expect(told).toEqual([10, 5]);
});

it('stays for half a minute', () => {
  expect(warningAt(10 * MINUTE + 1)).toBeUndefined();
  expect(warningAt(10 * MINUTE)).toBe(10);
  expect(warningAt(10 * MINUTE - 29_999)).toBe(10);
  expect(warningAt(10 * MINUTE - 30_000)).toBeUndefined();
});

it('never warns of more time than is left', () => {
  fc.assert(
    fc.property(fc.integer({ min: -MINUTE, max: 200 * MINUTE }), (left) => {
      const warning = warningAt(left);
      expect(warning === undefined || left <= warning * MINUTE).toBe(true);
    }),
  );
});

it('presses for the last five minutes', () => {
  expect(isPressing(5 * MINUTE + 1)).toBe(false);
  expect(isPressing(5 * MINUTE)).toBe(true);
});
