import { eraseSession, isOver } from '../storage/retention.ts';
import { update, type SessionWork } from './work.ts';

/**
 * Apps deliver for weeks what they saw, and an LMS may start a session again: what is written to a
 * session that was erased may name its candidate once more. While the session is over, that is erased
 * in the transaction that brought it, and the hashes and signatures stay as the proof; one that goes on
 * counts as not erased any more, so that retention finds it when its time comes. To be called after
 * everything else that is done to the session.
 */
export async function eraseAnew(work: SessionWork): Promise<void> {
  const { session, db, now } = work;
  if (session.erasedAt === null) return;
  if (isOver(session, now)) await eraseSession(db, session.id, session.erasedAt);
  else await update(work, { erasedAt: null });
}
