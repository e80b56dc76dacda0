import type { Clock } from '../clock.ts';

/**
 * How often the clockwork looks at the running sessions (milliseconds).
 */
export const LOOK_EVERY = 5_000;

/** A silence of our own this long means that the whole server stood still, asleep or stopped. */
const STOOD_STILL = 60_000;

/**
 * Knows since when the server could have heard an app. No candidate is to be called absent for a
 * time in which nobody listened, so absence is counted anew when the server starts or wakes up.
 */
export interface Watch {
  /** Says that the server is there. */
  tick(): void;
  /** Absence is counted from here at the earliest; milliseconds since the epoch. */
  listeningSince(): number;
}

export function createWatch(clock: Clock): Watch {
  let since = clock.now();
  let last = since;
  return {
    tick() {
      const now = clock.now();
      if (now - last > STOOD_STILL) since = now;
      last = now;
    },
    listeningSince: () => since,
  };
}
