import { findReportedFinish } from '../storage/events.ts';
import { listPresence } from '../storage/presence.ts';
import { addTransition, findReopening } from '../storage/transitions.ts';
import { writeAudit } from '../storage/audit.ts';
import { closeSession } from './closeSession.ts';
import { isUnbroken } from './isUnbroken.ts';
import { reconnectMinutesOf } from './reconnectMinutesOf.ts';
import { settle } from './settle.ts';
import { update, type SessionWork } from './work.ts';

/**
 * An app that kept running without network was never away. When its late signs of life leave no gap
 * as long as the reconnect window, the closing as disconnected was an error and is taken back; the
 * time rules then say whether the exam is still on. A finish that the candidate reported meanwhile
 * ends it at its own time.
 */
export async function reopenSession(work: SessionWork): Promise<void> {
  const { session, db, now } = work;
  if (session.closedBy !== 'disconnected' || session.absentSince === null) return;
  const absentSince = session.absentSince.getTime();
  const finishedAt = await findReportedFinish(db, session.id, await findReopening(db, session.id));
  const window = reconnectMinutesOf(work.deps.config, session.integration) * 60_000;
  const spans = await listPresence(db, session.id, absentSince);
  if (!isUnbroken(spans, { from: absentSince, to: finishedAt ?? now, window })) return;

  const before = { status: session.status, closedBy: session.closedBy, closedAt: session.closedAt };
  await update(work, {
    status: 'exam_started',
    closedAt: null,
    closedBy: null,
    closedReason: null,
    absentSince: null,
    lastSeenAt: new Date(now),
  });
  const sessionId = session.id;
  const reopened = { status: 'exam_started', at: now, receivedAt: now, moved: true } as const;
  await addTransition(db, { ...reopened, sessionId, cause: 'reopened' });
  await writeAudit(db, { at: now, actor: 'server', action: 'session_reopened', sessionId, before });
  work.moves.push({ status: 'exam_started', at: now });
  work.visible = true;
  if (finishedAt !== undefined) await closeSession(work, { by: 'candidate', at: finishedAt });
  await settle(work);
}
