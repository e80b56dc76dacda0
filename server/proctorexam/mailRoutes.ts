import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { moveStatus } from '../sessions/moveStatus.ts';
import { withSession } from '../sessions/withSession.ts';
import { findStudents } from '../storage/apiSessions.ts';
import { examFor } from './examRoutes.ts';
import { numericId } from './fieldKinds.ts';
import { instituteOf } from './instituteOf.ts';
import { oweMail } from './mails.ts';
import { permit } from './permit.ts';
import { readFields } from './readFields.ts';
import type { AddRoute } from './routes.ts';

const Named = z.object({ student_session_ids: z.array(numericId).max(10_000).optional() });

/**
 * `POST /exams/:id/send_emails`: the first mail to every student who had none, with the system check, or
 * with the exam itself where no check is asked for. Students named one by one get theirs again.
 */
export function registerMails(add: AddRoute, deps: Deps): void {
  add('POST', '/exams/:id/send_emails', async ({ user, params }) => {
    permit(user, 'manages');
    const exam = await examFor(deps, deps.database, user, params);
    const { student_session_ids: named } = readFields(Named, params);
    const { institute } = await instituteOf(deps, deps.database, exam.instituteId);
    const all = findStudents(deps.database, { examIds: [exam.id], filters: [] });
    const rows = await all.page({ limit: 1_000_000, offset: 0 });
    let sent = 0;
    for (const row of rows) {
      const isWanted = named === undefined ? row.emailSentAt === null : named.includes(row.id);
      if (!isWanted || row.closedAt !== null) continue;
      await withSession(deps, row.ourId, async (work) => {
        const student = { id: row.id, sessionId: row.ourId, email: row.email };
        const kind = row.skipRequirements ? 'exam_link' : 'initial';
        const sameness = named === undefined ? '' : String(work.now);
        await oweMail(deps, work.db, { kind, student, institute, sameness, at: work.now });
        await work.db
          .updateTable('apiSessions')
          .set({ emailSentAt: new Date(work.now), bouncedAt: null })
          .where('id', '=', row.id)
          .execute();
        await moveStatus(work, { status: 'email_sent', at: work.now, cause: 'lms' });
        work.visible = true;
      });
      sent += 1;
    }
    return { message: 'emails sent', count: sent };
  });
}
