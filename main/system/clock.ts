import { performance } from 'node:perf_hooks';

/**
 * The server's clock as far as we know it. Counted on by the monotonic clock, so that turning the
 * computer's clock changes nothing.
 */
export interface ServerClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly iso: () => string;
  /** Server clock minus the computer's, milliseconds. */
  readonly offset: () => number;
  /** Half the round trip of the best answer so far, grown by drift; milliseconds. */
  readonly uncertainty: () => number;
  /** Takes in one answer: what the server's clock said, and when it was asked and answered. */
  readonly learn: (answer: { serverTime: number; asked: number; answered: number }) => void;
  /** The monotonic clock may stand still while the computer sleeps; the wall clock fills in. */
  readonly slept: () => void;
  readonly woke: () => void;
  /** The monotonic clock itself, milliseconds; for `asked` and `answered`. */
  readonly ticks: () => number;
}

/** Quartz clocks drift apart by less than this; milliseconds a millisecond. */
const DRIFT = 100e-6;

interface Sources {
  readonly monotonic: () => number;
  readonly wall: () => number;
}

const system: Sources = { monotonic: () => performance.now(), wall: () => Date.now() };

/** @param offset what an earlier run knew, for a start without network; milliseconds */
export function serverClock(offset = 0, { monotonic, wall }: Sources = system): ServerClock {
  // Until the first answer the computer's clock, moved by what was known before, has to do.
  let anchor = { server: wall() + offset, ticks: monotonic(), halfTrip: Infinity };
  let sleep: { ticks: number; wall: number } | undefined;
  const now = (): number => anchor.server + (monotonic() - anchor.ticks);
  const uncertainty = (): number => anchor.halfTrip + (monotonic() - anchor.ticks) * DRIFT;
  return {
    now,
    iso: () => new Date(now()).toISOString(),
    offset: () => now() - wall(),
    uncertainty,
    learn({ serverTime, asked, answered }) {
      const halfTrip = (answered - asked) / 2;
      // The server read its clock somewhere within the trip: the middle errs by half of it at most.
      const server = serverTime + halfTrip;
      const told = anchor.server + (answered - anchor.ticks);
      const isBetter = halfTrip <= uncertainty();
      // Outside both margins the old anchor is wrong, however short its trip was.
      const contradicts = Math.abs(server - told) > halfTrip + uncertainty();
      if (isBetter || contradicts) anchor = { server, ticks: answered, halfTrip };
    },
    slept() {
      sleep = { ticks: monotonic(), wall: wall() };
    },
    woke() {
      if (sleep === undefined) return;
      const missed = wall() - sleep.wall - (monotonic() - sleep.ticks);
      // Forwards only: a wall clock turned back must not give time back.
      if (missed > 0) anchor = { ...anchor, server: anchor.server + missed };
      sleep = undefined;
    },
    ticks: monotonic,
  };
}
