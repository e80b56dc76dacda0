import { moveStatus } from '../sessions/moveStatus.ts';
import type { SessionWork } from '../sessions/work.ts';
import type { StudentRow } from '../storage/apiSessions.ts';
import type { Institute } from '../storage/institutes.ts';
import { oweMail } from './mails.ts';

/**
 * Owes a student the first mail: with the system check, or with the exam itself where no check is asked
 * for. An address that refused it before gets another chance.
 * @param of `again` sends it to whoever had it already
 */
export async function sendFirstMail(
  work: SessionWork,
  of: { readonly row: StudentRow; readonly institute: Institute; readonly again: boolean },
): Promise<void> {
  const { deps, db, now } = work;
  const { row, institute, again } = of;
  const student = { id: row.id, sessionId: row.ourId, email: row.email };
  const kind = row.skipRequirements ? 'exam_link' : 'initial';
  const sameness = again ? String(now) : '';
  await oweMail(deps, db, { kind, student, institute, sameness, at: now });
  await db
    .updateTable('apiSessions')
    .set({ emailSentAt: new Date(now), bouncedAt: null })
    .where('id', '=', row.id)
    .execute();
  await moveStatus(work, { status: 'email_sent', at: now, cause: 'lms' });
  work.visible = true;
}
