import type { SessionRow } from '../storage/schema.ts';

/**
 * Whoever entered in time has this long after the last moment of entry for checks, photos and the wait to
 * be let in (milliseconds). Bounded, or a last start could be outwaited in the setup.
 */
const SETUP_TIME = 30 * 60_000;

type Times = Pick<SessionRow, 'windowEnd' | 'lastStart' | 'lateUntil'>;

/** Until when a session that has not begun may be entered, late entry included; milliseconds since the epoch. */
export function entryUntil({ windowEnd, lastStart, lateUntil }: Times): number {
  return Math.max((lastStart ?? windowEnd).getTime(), lateUntil?.getTime() ?? 0);
}

/** Until when whoever entered in time may begin; milliseconds since the epoch. */
export function startUntil(times: Times): number {
  const windowEnd = times.windowEnd.getTime();
  return times.lastStart === null ? windowEnd : Math.min(windowEnd, entryUntil(times) + SETUP_TIME);
}

/**
 * The end of the window of a session that has a last start: late enough for whoever begins at the last
 * moment to have the whole time. Milliseconds since the epoch.
 */
export function windowEndAfter(lastEntry: number, durationMinutes: number): number {
  return lastEntry + SETUP_TIME + durationMinutes * 60_000;
}
