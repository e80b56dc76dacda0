import { reconnectMinutesOf } from '../sessions/reconnectMinutesOf.ts';
import { tellDesk } from '../sessions/tellDesk.ts';
import type { SessionWork } from '../sessions/work.ts';
import { keepAdmission, readAdmission } from '../storage/desk.ts';

/**
 * Somebody comes back who was let in and had not begun. Within the reconnect window they go on; after it
 * nobody knows any more who sits there, and they wait once more. To be called before they count as seen.
 */
export async function lapseAdmission(work: SessionWork): Promise<void> {
  const { db, session, now, deps } = work;
  if (session.desk?.admission?.state !== 'admitted' || session.startedAt !== null) return;
  const admission = await readAdmission(db, session.id);
  if (admission === undefined) return;
  const seen = Math.max(session.lastSeenAt?.getTime() ?? 0, deps.watch.listeningSince());
  const window = reconnectMinutesOf(deps.config, session.integration) * 60_000;
  if (now - seen <= window) return;
  const { sessionId, admittedAt: _kept, ...known } = admission;
  await keepAdmission(db, sessionId, { ...known, state: 'lapsed', at: new Date(now) });
  await tellDesk(work);
}
