import type { JourneyAt } from '../../contract/journey.ts';
import type { SessionView } from '../../contract/session.ts';
import { examClosesAt } from '../../contract/time.ts';

/** What the clock does to a running exam: says that time is up, and later ends it. */
export type TimeDue = 'time_up' | 'over' | undefined;

/** Pure. @param now milliseconds since the epoch, the server's clock */
export function timeDue(
  exam: Pick<JourneyAt<'exam'>, 'phase' | 'startedAt' | 'endsAt'> & {
    readonly session: Pick<SessionView, 'closing'>;
  },
  now: number,
): TimeDue {
  if (now >= examClosesAt(exam, exam.session.closing)) return 'over';
  return now >= exam.endsAt && exam.phase !== 'time_up' ? 'time_up' : undefined;
}

/** Often enough for the second shown (milliseconds). */
const LOOK_EVERY = 500;

/** Looks again and again. @returns ends it */
export function everyMoment(look: () => void): () => void {
  const timer = setInterval(look, LOOK_EVERY);
  return () => clearInterval(timer);
}
