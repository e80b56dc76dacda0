import { z } from 'zod';
import { lenientBoolean, wholeNumber, webAddressOrNone } from './fieldKinds.ts';

const SWITCHES = {
  check_requirements_emails_enabled: lenientBoolean.default(true),
  reminder_emails_enabled: lenientBoolean.default(true),
  exam_link_emails_enabled: lenientBoolean.default(true),
  exam_changed_emails_enabled: lenientBoolean.default(true),
  exam_finalized_emails_enabled: lenientBoolean.default(true),
} as const;

/** Whether a kind of mail is sent (ProctorExam API v3, institutes). */
export type MailSwitch = keyof typeof SWITCHES;

/** What a client may change of its institute. */
export const InstituteSettings = z.object({
  ...SWITCHES,
  callback_url: webAddressOrNone,
  /** Months, inferred from the sample. Kept; removal follows the server's own retention. */
  session_retention_period: wholeNumber(1, 120).nullable().default(null),
  default_language: z.string().min(2).max(20).nullable().default(null),
  custom_languages: z.array(z.string().min(2).max(20)).max(50).default([]),
  pre_assigned_proctor_fallback_threshold: wholeNumber(0, 1440).nullable().default(null),
  connected_proctor_fallback_threshold: wholeNumber(0, 1440).nullable().default(null),
  block_students_until_proctor_connected: lenientBoolean.default(false),
});
export type InstituteSettings = z.infer<typeof InstituteSettings>;
