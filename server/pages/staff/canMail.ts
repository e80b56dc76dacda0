import type { Deps } from '../../deps.ts';
import { PROCTOREXAM } from '../../instituteConfig.ts';
import type { Exam } from './studentsPage.tsx';

/**
 * Whether mails to the exam's students can be sent from here: those of an LMS hear from it, and without a
 * mail server a mail would only count as sent.
 */
export function canMail(
  { config }: Pick<Deps, 'config'>,
  { integration }: Pick<Exam, 'integration'>,
): boolean {
  return config.mail !== undefined && integration === PROCTOREXAM;
}
