import { z } from 'zod';
import { examClosesAt } from '../../contract/time.ts';
import { endOf } from '../sessions/sessionState.ts';
import { update, type SessionWork } from '../sessions/work.ts';
import { closingRule } from '../time/closingRule.ts';
import { addTransition } from '../storage/transitions.ts';
import { keep, refused, type Action } from './action.ts';

/**
 * Opens a closed session again; the candidate comes back by the start link, or at once where the app
 * still shows the end. Refused when its time is over, as it would close again in the same moment.
 */
export const reopenSession: Action<object> = {
  input: z.object({}),
  async perform(work, _input, actor) {
    const { session, now, db } = work;
    if (session.closedAt === null) return refused('exam_not_over');
    if (now >= closesAt(work)) return refused('time_is_over');
    const status = session.startedAt === null ? 'exam_not_started' : 'exam_started';
    const before = {
      status: session.status,
      closedBy: session.closedBy,
      closedAt: session.closedAt,
    };
    await update(work, {
      status,
      closedAt: null,
      closedBy: null,
      closedReason: null,
      absentSince: null,
      // Absence is counted anew: nobody could be there while it was closed.
      lastSeenAt: new Date(now),
    });
    const transition = { sessionId: session.id, status, at: now, receivedAt: now } as const;
    await addTransition(db, { ...transition, cause: 'staff', moved: true });
    work.moves.push({ status, at: now });
    return keep(work, actor, {
      kind: 'reopened',
      audit: { action: 'session_reopened', before },
    });
  },
};

/** When the clock would close it again, by itself or because it may not be begun any more. */
function closesAt(work: SessionWork): number {
  const { startedAt, windowEnd } = work.session;
  const endsAt = endOf(work);
  if (startedAt === null || endsAt === undefined) return windowEnd.getTime();
  return examClosesAt({ startedAt: startedAt.getTime(), endsAt }, closingRule(work.session));
}
