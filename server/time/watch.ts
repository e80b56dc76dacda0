import type { Clock } from '../clock.ts';

/** A silence of our own this long means that we stood still, asleep, stopped or without database. */
const STOOD_STILL = 60_000;

/**
 * Knows since when an app could have been heard. No candidate is to be called absent for a time in which
 * nobody listened, so absence is counted anew when the last of the processes has ended or stood still.
 */
export interface Watch {
  /** Says that this process is there and reaches its database. */
  tick(): void;
  /** Absence is counted from here at the earliest; milliseconds since the epoch. */
  listeningSince(): number;
  /** How often this process has begun to listen: once, and again whenever it had stood still. */
  beginnings(): number;
  /** Another process had listened since then and still did after this one's last beginning. */
  joins(since: number): void;
}

export function createWatch(clock: Clock): Watch {
  let since = clock.now();
  let last = since;
  let beginnings = 1;
  return {
    tick() {
      const now = clock.now();
      if (now - last > STOOD_STILL) {
        since = now;
        beginnings += 1;
      }
      last = now;
    },
    listeningSince: () => since,
    beginnings: () => beginnings,
    joins(other) {
      since = Math.min(since, other);
    },
  };
}
