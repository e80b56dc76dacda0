import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { instituteOf } from '../proctorexam/instituteOf.ts';
import { sendFirstMail } from '../proctorexam/sendFirstMail.ts';
import { examOf } from '../storage/apiExams.ts';
import { readStudentOf } from '../storage/apiSessions.ts';
import { writeAudit } from '../storage/audit.ts';
import { refused, type Action } from './action.ts';

/**
 * Sends a student the first mail, again if there was one. Only an institute's own students get mails from
 * here; those of an LMS hear from it.
 */
export const sendMail: Action<object> = {
  input: z.object({}),
  async perform(work, _input, actor) {
    const { deps, db, now, session } = work;
    const row = await readStudentOf(db, session.id);
    if (row === undefined) return refused('mail_by_lms');
    if (session.closedAt !== null) return refused('exam_is_over');
    const { instituteId } = await examOf(db, row.examId, now);
    const { institute } = await instituteOf(deps, db, instituteId);
    await sendFirstMail(work, { row, institute, again: true });
    const id = randomUUID();
    await writeAudit(db, {
      at: now,
      actor,
      action: 'mail_sent',
      sessionId: session.id,
      after: { id },
    });
    return { done: true, id };
  },
};
