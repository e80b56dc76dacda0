import { z } from 'zod';
import { chooseLanguage } from '../../contract/startParameters.ts';
import type { Sender } from '../deliveries/sender.ts';
import type { Deps } from '../deps.ts';
import { MAIL_KINDS, mailLanguage, renderMail, type MailKind } from '../mail/renderMail.tsx';
import { mailSender, RECIPIENT_REFUSED } from '../mail/sendMail.ts';
import { examOf } from '../storage/apiExams.ts';
import { readStudentRow, type StudentRow } from '../storage/apiSessions.ts';
import { instituteOf } from './instituteOf.ts';
import { checkLink, examLink } from './links.ts';

const Payload = z.object({ mail: z.enum(MAIL_KINDS), student: z.number() });

/** Carries the mails to students, made of what is known of their exam when they go out. */
export function sendOwedMail(deps: Deps): Sender {
  const { mail } = deps.config;
  if (mail === undefined) return () => Promise.resolve({ kind: 'later', code: 'no_mail_server' });
  const sender = mailSender(mail);
  return async ({ id, payload }) => {
    const { mail: kind, student } = Payload.parse(payload);
    const row = await readStudentRow(deps.database, student);
    // Removed meanwhile: nothing is to be said any more.
    if (row === undefined) return { kind: 'impossible', code: 'student_removed' };
    const outcome = await sender.send(await mailOf(deps, kind, row, id));
    if (outcome.code === RECIPIENT_REFUSED) await noteBounce(deps, row);
    return outcome;
  };
}

async function mailOf(deps: Deps, kind: MailKind, row: StudentRow, id: string) {
  const exam = await examOf(deps.database, row.examId, deps.clock.now());
  const { institute, config } = await instituteOf(deps, deps.database, exam.instituteId);
  const { fields, endTime } = exam;
  const wished = fields.exam_language ?? institute.settings.default_language ?? undefined;
  const language = mailLanguage(chooseLanguage(wished, config.languages));
  const words = renderMail({
    kind,
    language,
    name: row.name,
    exam: fields.name,
    institution: institute.name,
    opens: row.windowStart.getTime(),
    lastStart: endTime?.getTime(),
    minutes: fields.use_duration ? (fields.duration_minutes ?? undefined) : undefined,
    timezone: typeof fields.timezone === 'string' ? fields.timezone : undefined,
    link: linkOf(deps, kind, row.token),
  });
  return { ...words, language, id, to: { name: row.name, address: row.email } };
}

function linkOf(deps: Deps, kind: MailKind, token: string): string | undefined {
  if (kind === 'initial' || kind === 'reminder') return checkLink(deps, token);
  return kind === 'exam_link' ? examLink(deps, token) : undefined;
}

/** The address does not exist: staff and clients see it, and no reminder follows. */
async function noteBounce({ database, clock, changes }: Deps, row: StudentRow): Promise<void> {
  const at = new Date(clock.now());
  await database
    .updateTable('apiSessions')
    .set({ bouncedAt: at, updatedAt: at })
    .where('id', '=', row.id)
    .where('email', '=', row.email)
    .execute();
  const session = await database
    .selectFrom('sessions')
    .select('examId')
    .where('id', '=', row.ourId)
    .executeTakeFirst();
  if (session !== undefined) changes.publish({ sessionId: row.ourId, examId: session.examId });
}
