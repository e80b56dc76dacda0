import type { Journey, JourneyEvent } from '../contract/journey.ts';
import { next } from '../contract/journey.ts';
import { statusesBetween } from '../contract/journeyStatus.ts';
import type { Status } from '../contract/status.ts';
import type { Log } from './system/log.ts';

/** Holds the truth: where the candidate is. Everything that moves it comes through here, in order. */
export interface JourneyKeeper {
  readonly now: () => Journey;
  /** Resolves with the journey after this event, when what it produced is on disk. */
  readonly apply: (event: JourneyEvent) => Promise<Journey>;
  /** Calls back after every move, with where it came from and where it led. */
  readonly onChange: (changed: (before: Journey, after: Journey) => void) => void;
}

interface Deps {
  readonly start: Journey;
  /** Writes down what a move produced, before the move is told to anybody. */
  readonly commit: (move: {
    before: Journey;
    after: Journey;
    statuses: readonly Status[];
  }) => Promise<void>;
  readonly log: Log;
}

export function keepJourney({ start, commit, log }: Deps): JourneyKeeper {
  let journey = start;
  let queue: Promise<unknown> = Promise.resolve();
  const listeners: ((before: Journey, after: Journey) => void)[] = [];
  const move = async (event: JourneyEvent): Promise<Journey> => {
    const before = journey;
    const after = next(before, event);
    if (after === before) return before;
    try {
      await commit({ before, after, statuses: statusesBetween(before, after) });
    } catch (error) {
      // A disk that fails must not hold a candidate back; what could be kept is in memory.
      log.error(`${event.type} could not be written down`, error);
    }
    journey = after;
    if (before.stage !== after.stage) log.info(`journey: ${before.stage} → ${after.stage}`);
    for (const changed of listeners) changed(before, after);
    return after;
  };
  return {
    now: () => journey,
    apply(event) {
      const moved = queue.then(() => move(event));
      queue = moved.catch((error: unknown) => log.error(`${event.type} failed`, error));
      return moved;
    },
    onChange: (changed) => {
      listeners.push(changed);
    },
  };
}
