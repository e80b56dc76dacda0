import type { Outcome } from './outcome.ts';

/** Nobody waits longer than this for an answer of ours (milliseconds): then it is given up and shown. */
export const GIVEN_UP_AFTER = 24 * 3_600_000;

/** The first pause is at most this long, each further one at most twice as long (milliseconds). */
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 3_600_000;
/** Where somebody has to mend something first, asking often helps nobody (milliseconds). */
const FIRST_PAUSE_REFUSED = 5 * 60_000;
/** So that full jitter never becomes a rush (milliseconds). */
const SHORTEST_PAUSE = 1_000;
/** A message that is not understood holds up those behind it; it is tried this often. */
const TRIES_OF_UNFIT = 3;

/** How a delivery stands after a try: ended, or due again. Milliseconds since the epoch. */
export type Next =
  | { readonly state: 'delivered' | 'given_up' }
  | { readonly state: 'waiting'; readonly dueAt: number };

/**
 * When a delivery is tried again. Exponential backoff with full jitter, so that a thousand of them do
 * not all come back in the second in which an LMS does; what the other side asks for with Retry-After
 * is the least. The last try is at the end of the day.
 * @param tries how often it was tried, this time included
 * @param random 0 to 1
 */
export function whenNext(
  outcome: Outcome,
  { tries, begunAt, now }: { tries: number; begunAt: number; now: number },
  random: number,
): Next {
  if (outcome.kind === 'delivered') return { state: 'delivered' };
  const end = begunAt + GIVEN_UP_AFTER;
  if (outcome.kind === 'impossible' || now >= end) return { state: 'given_up' };
  if (outcome.kind === 'unfit' && tries >= TRIES_OF_UNFIT) return { state: 'given_up' };
  const first = outcome.kind === 'later' ? FIRST_PAUSE : FIRST_PAUSE_REFUSED;
  const most = Math.min(LONGEST_PAUSE, first * 2 ** Math.min(tries - 1, 30));
  const asked = outcome.kind === 'later' ? (outcome.retryAfter ?? 0) : 0;
  const pause = Math.max(SHORTEST_PAUSE, asked, random * most);
  return { state: 'waiting', dueAt: Math.min(now + pause, end) };
}
