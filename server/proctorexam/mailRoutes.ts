import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { withSession } from '../sessions/withSession.ts';
import { findStudents } from '../storage/apiSessions.ts';
import { examFor } from './examRoutes.ts';
import { numericId } from './fieldKinds.ts';
import { instituteOf } from './instituteOf.ts';
import { permit } from './permit.ts';
import { readFields } from './readFields.ts';
import type { AddRoute } from './routes.ts';
import { sendFirstMail } from './sendFirstMail.ts';

export const Named = z.object({ student_session_ids: z.array(numericId).max(10_000).optional() });

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
      const again = named !== undefined;
      await withSession(deps, row.ourId, (work) => sendFirstMail(work, { row, institute, again }));
      sent += 1;
    }
    return { message: 'emails sent', count: sent };
  });
}
