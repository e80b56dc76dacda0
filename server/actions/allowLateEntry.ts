import { z } from 'zod';
import { entryUntil, windowEndAfter } from '../sessions/startTimes.ts';
import { update } from '../sessions/work.ts';
import { keep, refused, type Action } from './action.ts';

/**
 * A later end of the window for this one session: it may be entered, and run, until then. Where the exam has
 * a last start, that is what moves, and whoever begins then has the whole time.
 */
export const allowLateEntry: Action<{ until: number }> = {
  input: z.object({
    /** Milliseconds since the epoch. */
    until: z.number().int(),
  }),
  async perform(work, { until }, actor) {
    const { session, now } = work;
    if (session.status === 'exam_finished' && session.startedAt === null) {
      return refused('exam_is_over');
    }
    const before = entryUntil(session);
    if (until <= now || until <= before) return refused('time_not_later');
    const lateUntil = new Date(until);
    const windowEnd =
      session.lastStart === null
        ? lateUntil
        : new Date(windowEndAfter(until, session.terms.duration));
    await update(work, { lateUntil, windowEnd });
    return keep(work, actor, {
      kind: 'late_entry',
      details: { until: lateUntil.toISOString() },
      audit: {
        action: 'late_entry_allowed',
        before: { until: new Date(before).toISOString() },
        after: { until: lateUntil.toISOString() },
      },
    });
  },
};
