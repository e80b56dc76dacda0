import type { SessionState } from '../../contract/http.ts';
import { examEndsAt } from '../../contract/time.ts';
import { closingRule } from '../time/closingRule.ts';
import { startUntil } from './startTimes.ts';
import type { SessionWork } from './work.ts';

/** The session as the app is told of it. */
export function sessionState(
  work: Pick<SessionWork, 'session' | 'accommodations' | 'now'>,
): SessionState {
  const { session, accommodations } = work;
  const { closedBy, closedReason } = session;
  const returnUrl = session.finishUrl ?? session.terms.sessionFinishUrl;
  const endsAt = endOf(work);
  const closing = closingRule(session);
  return {
    revision: session.revision,
    status: session.status,
    serverTime: new Date(work.now).toISOString(),
    ...(session.startedAt === null ? {} : { startedAt: session.startedAt.toISOString() }),
    ...(endsAt === undefined ? {} : { endsAt: new Date(endsAt).toISOString() }),
    windowEndsAt: session.windowEnd.toISOString(),
    startsUntil: new Date(startUntil(session)).toISOString(),
    accommodations,
    ...(Object.keys(closing).length === 0 ? {} : { closing }),
    ...(session.desk === null ? {} : { desk: session.desk }),
    ...(closedBy === null || closedReason === null
      ? {}
      : { closed: { by: closedBy, reason: closedReason } }),
    ...(returnUrl === undefined ? {} : { returnUrl }),
  };
}

/** When the exam of a session ends, if it has begun; milliseconds since the epoch. */
export function endOf({
  session,
  accommodations,
}: Pick<SessionWork, 'session' | 'accommodations'>): number | undefined {
  if (session.startedAt === null) return undefined;
  return examEndsAt({
    startedAt: session.startedAt.getTime(),
    durationMinutes: session.terms.duration,
    extraMinutes: accommodations.extraMinutes,
    windowEndsAt: session.windowEnd.getTime(),
  });
}
