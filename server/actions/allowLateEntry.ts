import { z } from 'zod';
import { update } from '../sessions/work.ts';
import { keep, refused, type Action } from './action.ts';

/** A later end of the window for this one session: it may be entered, and run, until then. */
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
    const before = session.windowEnd;
    if (until <= now || until <= before.getTime()) return refused('time_not_later');
    const lateUntil = new Date(until);
    await update(work, { lateUntil, windowEnd: lateUntil });
    return keep(work, actor, {
      kind: 'late_entry',
      details: { until: lateUntil.toISOString() },
      audit: {
        action: 'late_entry_allowed',
        before: { until: before.toISOString() },
        after: { until: lateUntil.toISOString() },
      },
    });
  },
};
