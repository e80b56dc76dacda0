import { z } from 'zod';
import { LogEnd } from './logChain.ts';

/**
 * Every reason code that a candidate, an LMS or an API client can meet. The sentence and the way out
 * of a code stand in `text/<language>.json` under `reason.<code>.sentence` and `reason.<code>.wayOut`.
 * Codes are stable: support desks and clients rely on them. A code may be added, never renamed.
 */
export const REASONS = {
  // The start request of an LMS.
  token_missing: { status: 401, meets: ['lms'] },
  token_invalid: { status: 401, meets: ['lms'] },
  token_expired: { status: 401, meets: ['lms'] },
  parameters_invalid: { status: 422, meets: ['lms'] },
  integration_unknown: { status: 404, meets: ['lms'] },
  session_unknown: { status: 404, meets: ['lms', 'api'] },
  session_of_other_candidate: { status: 409, meets: ['lms'] },
  too_early: { status: 403, meets: ['candidate', 'lms'] },
  too_late: { status: 403, meets: ['candidate', 'lms'] },
  not_scheduled: { status: 403, meets: ['candidate', 'lms'] },
  slot_missed: { status: 403, meets: ['candidate', 'lms'] },
  slot_taken: { status: 409, meets: ['candidate'] },
  cancel_too_late: { status: 409, meets: ['candidate'] },
  session_closed: { status: 410, meets: ['candidate', 'lms'] },
  closed_disconnected: { status: 410, meets: ['candidate', 'lms'] },
  closed_out_of_time: { status: 410, meets: ['candidate', 'lms'] },
  // The clients of ProctorExam's API.
  version_not_offered: { status: 406, meets: ['api'] },
  caller_unknown: { status: 403, meets: ['api'] },
  signature_wrong: { status: 403, meets: ['api'] },
  timestamp_outside_window: { status: 403, meets: ['api'] },
  nonce_used: { status: 403, meets: ['api'] },
  caller_not_permitted: { status: 403, meets: ['api'] },
  // Opening the app.
  link_malformed: { status: 400, meets: ['candidate'] },
  link_foreign: { status: 400, meets: ['candidate'] },
  link_insecure: { status: 400, meets: ['candidate'] },
  link_while_busy: { status: 409, meets: ['candidate'] },
  server_not_trusted: { status: 403, meets: ['candidate'] },
  ticket_unknown: { status: 404, meets: ['candidate'] },
  ticket_expired: { status: 410, meets: ['candidate'] },
  ticket_used: { status: 409, meets: ['candidate'] },
  access_denied: { status: 401, meets: ['candidate', 'api'] },
  access_replaced: { status: 409, meets: ['candidate'] },
  server_unreachable: { status: 503, meets: ['candidate'] },
  server_fault: { status: 500, meets: ['candidate', 'lms', 'api'] },
  app_too_old: { status: 426, meets: ['candidate'] },
  unsafe_start: { status: 403, meets: ['candidate'] },
  app_changed: { status: 403, meets: ['candidate'] },
  // What keeps a candidate from starting or going on.
  virtual_machine: { status: 403, meets: ['candidate'] },
  remote_session: { status: 403, meets: ['candidate'] },
  second_display: { status: 403, meets: ['candidate'] },
  forbidden_process: { status: 403, meets: ['candidate'] },
  window_over_exam: { status: 403, meets: ['candidate'] },
  camera_unavailable: { status: 403, meets: ['candidate'] },
  microphone_unavailable: { status: 403, meets: ['candidate'] },
  screen_unavailable: { status: 403, meets: ['candidate'] },
  checks_incomplete: { status: 403, meets: ['candidate'] },
  consent_declined: { status: 403, meets: ['candidate'] },
  exam_page_unreachable: { status: 502, meets: ['candidate'] },
  lockdown_failed: { status: 500, meets: ['candidate'] },
  identification_rejected: { status: 403, meets: ['candidate'] },
  not_admitted: { status: 403, meets: ['candidate', 'api'] },
  // What a code that staff gave comes to.
  support_code_malformed: { status: 422, meets: ['candidate'] },
  support_code_wrong: { status: 403, meets: ['candidate'] },
  support_code_expired: { status: 410, meets: ['candidate'] },
  support_code_other_step: { status: 409, meets: ['candidate'] },
  support_code_too_many: { status: 429, meets: ['candidate'] },
  // What a session came to.
  session_not_over: { status: 409, meets: ['staff'] },
  conclusion_final: { status: 409, meets: ['staff'] },
  // Calls to the server.
  body_invalid: { status: 422, meets: ['api'] },
  photo_too_large: { status: 413, meets: ['api'] },
  photo_wrong_type: { status: 415, meets: ['api'] },
  photo_unreadable: { status: 422, meets: ['api'] },
  log_key_unknown: { status: 403, meets: ['api'] },
  log_signature_wrong: { status: 403, meets: ['api'] },
  log_gap: { status: 409, meets: ['api'] },
  log_forked: { status: 409, meets: ['api'] },
  status_backwards: { status: 409, meets: ['api'] },
  too_many_requests: { status: 429, meets: ['api', 'candidate'] },
  not_found: { status: 404, meets: ['api'] },
  sign_in_needed: { status: 401, meets: ['staff'] },
  sign_in_failed: { status: 401, meets: ['staff'] },
  form_expired: { status: 403, meets: ['staff'] },
  not_permitted: { status: 403, meets: ['staff'] },
  // What staff ask for and makes no sense as the session stands.
  exam_not_running: { status: 409, meets: ['staff', 'api'] },
  exam_is_over: { status: 409, meets: ['staff', 'api'] },
  exam_not_over: { status: 409, meets: ['staff', 'api'] },
  exam_locked_already: { status: 409, meets: ['staff', 'api'] },
  exam_not_locked: { status: 409, meets: ['staff', 'api'] },
  time_is_over: { status: 409, meets: ['staff', 'api'] },
  time_not_later: { status: 409, meets: ['staff', 'api'] },
  too_many_minutes: { status: 422, meets: ['staff', 'api'] },
  nothing_to_change: { status: 409, meets: ['staff', 'api'] },
  nobody_waits: { status: 409, meets: ['staff', 'api'] },
  mail_by_lms: { status: 409, meets: ['staff', 'api'] },
  photo_not_asked: { status: 409, meets: ['staff', 'api'] },
} as const satisfies Record<string, ReasonFacts>;

interface ReasonFacts {
  /** HTTP status with which the server gives this reason. */
  readonly status: number;
  /** Who can meet it. */
  readonly meets: readonly ('candidate' | 'lms' | 'api' | 'staff')[];
}

export type Reason = keyof typeof REASONS;
export const REASON_CODES = Object.keys(REASONS) as [Reason, ...Reason[]];
export const Reason = z.enum(REASON_CODES);

/** One thing wrong with an input: where, which kind, and a sentence for a developer. */
export const Fault = z.object({ path: z.string(), code: z.string(), message: z.string() });
export type Fault = z.infer<typeof Fault>;

/** Body of every refusal of the server. */
export const Refusal = z.object({
  error: Reason,
  message: z.string(),
  faults: z.array(Fault).default([]),
  /** Of a batch that does not continue the log: where the log ends that the server holds. */
  held: LogEnd.optional(),
});
export type Refusal = z.infer<typeof Refusal>;
