import type { JourneyAt } from '../../contract/journey.ts';
import { GRACE_AFTER_END } from '../../contract/time.ts';

/** What the clock does to a running exam: says that time is up, and after the grace ends it. */
export type TimeDue = 'time_up' | 'over' | undefined;

/** Pure. @param now milliseconds since the epoch, the server's clock */
export function timeDue(exam: Pick<JourneyAt<'exam'>, 'phase' | 'endsAt'>, now: number): TimeDue {
  if (now >= exam.endsAt + GRACE_AFTER_END) return 'over';
  return now >= exam.endsAt && exam.phase !== 'time_up' ? 'time_up' : undefined;
}

/** Often enough for the second shown (milliseconds). */
const LOOK_EVERY = 500;

/** Looks again and again. @returns ends it */
export function everyMoment(look: () => void): () => void {
  const timer = setInterval(look, LOOK_EVERY);
  return () => clearInterval(timer);
}
