import { ServerRefusal, type RefusalFacts } from '../refusal.ts';
import type { SessionWork } from '../sessions/work.ts';

/**
 * Turns away from an exam that somebody closed or deleted, and whoever was taken off it. An exam whose time
 * is over is no matter of this: one student of it may have been granted late entry.
 * @throws ServerRefusal `session_unknown` or `too_late`
 */
export async function refuseShutExam(
  { db, session }: Pick<SessionWork, 'db' | 'session'>,
  facts: RefusalFacts,
): Promise<void> {
  const found = await db
    .selectFrom('apiSessions')
    .innerJoin('apiExams', 'apiExams.id', 'apiSessions.examId')
    .select(['apiSessions.archivedAt', 'apiExams.closedAt', 'apiExams.deletedAt'])
    .where('apiSessions.sessionId', '=', session.id)
    .executeTakeFirst();
  if (found === undefined || found.archivedAt !== null || found.deletedAt !== null)
    throw new ServerRefusal('session_unknown');
  if (found.closedAt !== null) throw new ServerRefusal('too_late', [], facts);
}
