import type { Deps } from '../deps.ts';
import { PROCTOREXAM } from '../instituteConfig.ts';
import type { MailKind } from '../mail/renderMail.tsx';
import { enqueue } from '../storage/deliveries.ts';
import type { Database } from '../storage/openDatabase.ts';
import type { Institute } from '../storage/institutes.ts';
import type { MailSwitch } from './instituteSettings.ts';

/** Which switch of the institute a kind goes by. */
const SWITCH: Readonly<Record<MailKind, MailSwitch>> = {
  initial: 'check_requirements_emails_enabled',
  reminder: 'reminder_emails_enabled',
  exam_link: 'exam_link_emails_enabled',
  exam_changed: 'exam_changed_emails_enabled',
  exam_completed: 'exam_finalized_emails_enabled',
};

interface Owed {
  readonly kind: MailKind;
  readonly student: { readonly id: number; readonly sessionId: string; readonly email: string };
  readonly institute: Institute;
  /** What makes two of one kind one: empty for those that go out once. */
  readonly sameness?: string;
  readonly at: number;
}

/**
 * Owes a student a mail, each once. Suppressed, by the institute or for want of a mail server, it counts
 * as sent all the same (ProctorExam, student status).
 */
export async function oweMail(
  { config }: Pick<Deps, 'config'>,
  db: Database,
  { kind, student, institute, sameness = '', at }: Owed,
): Promise<void> {
  const fresh = await db
    .insertInto('apiMails')
    .values({ sessionId: student.id, kind, sameness, at: new Date(at) })
    .onConflict((conflict) => conflict.columns(['sessionId', 'kind', 'sameness']).doNothing())
    .returning('sessionId')
    .executeTakeFirst();
  const isSwitchedOn = institute.settings[SWITCH[kind]];
  if (fresh === undefined || config.mail === undefined || !isSwitchedOn) return;
  await enqueue(db, {
    kind: 'mail',
    orderKey: `mail ${String(student.id)}`,
    lane: `smtp ${config.mail.smtp.host}`,
    target: student.email,
    integration: PROCTOREXAM,
    sessionId: student.sessionId,
    payload: { mail: kind, student: student.id },
    at,
  });
}
