/** First and longest wait between tries (milliseconds): soon after a hiccup, and no storm after an outage. */
const FIRST = 500;
const LONGEST = 15_000;

/**
 * How long to wait before the next try. Spread by a fifth either way, so that a hall of candidates does
 * not come back in one moment.
 * @param tries failed ones in a row, from 1
 * @param chance 0–1
 */
export function waitBefore(tries: number, chance: number): number {
  const wait = Math.min(LONGEST, FIRST * 2 ** Math.min(tries - 1, 10));
  return Math.round(wait * (0.8 + 0.4 * chance));
}
