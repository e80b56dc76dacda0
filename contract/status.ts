import { z } from 'zod';

/**
 * The seven states of a student session, in order, as ProctorExam puts them on the wire.
 * Source: support.proctorexam.com article 12390561861773 (labels) and docs.proctorexam.com/statuses (values).
 */
export const STATUSES = [
  'registered',
  'email_sent',
  'after_check_req',
  'in_setup',
  'exam_not_started',
  'exam_started',
  'exam_finished',
] as const;
export const Status = z.enum(STATUSES);
export type Status = z.infer<typeof Status>;

interface StatusFacts {
  /** What staff read on the Students page; the same words in every language of the API. */
  readonly label: string;
  /** Where a session may go from here. Nothing goes backwards except in_setup ↔ exam_not_started. */
  readonly next: readonly Status[];
}

export const STATUS: Readonly<Record<Status, StatusFacts>> = {
  registered: {
    label: 'Registered',
    next: [
      'email_sent',
      'after_check_req',
      'in_setup',
      'exam_not_started',
      'exam_started',
      'exam_finished',
    ],
  },
  email_sent: {
    label: 'Email sent',
    next: ['after_check_req', 'in_setup', 'exam_not_started', 'exam_started', 'exam_finished'],
  },
  after_check_req: {
    label: 'Checks completed',
    next: ['in_setup', 'exam_not_started', 'exam_started', 'exam_finished'],
  },
  in_setup: { label: 'In setup', next: ['exam_not_started', 'exam_started', 'exam_finished'] },
  exam_not_started: {
    label: 'Exam not started',
    next: ['in_setup', 'exam_started', 'exam_finished'],
  },
  exam_started: { label: 'Exam started', next: ['exam_finished'] },
  exam_finished: { label: 'Exam finished', next: [] },
};

/** Whether a session in `from` may become `to`. Staying where one is is not a move. */
export function canMove(from: Status, to: Status): boolean {
  return STATUS[from].next.includes(to);
}

/**
 * What the integration API answers for a session (docs.constructor.tech, getting a session's status).
 * `not_scheduled` is for a bookable exam without a booking.
 */
export const INTEGRATION_STATUSES = [
  'not_scheduled',
  'early_to_start',
  'ready_to_start',
  'late_to_start',
  'started',
  'finished',
] as const;
export const IntegrationStatus = z.enum(INTEGRATION_STATUSES);
export type IntegrationStatus = z.infer<typeof IntegrationStatus>;

export interface ExamWindow {
  /** Milliseconds since the epoch. */
  readonly startsAt: number;
  /** Milliseconds since the epoch; the last moment at which an exam may be started or run. */
  readonly endsAt: number;
}

/**
 * Our status in the integration API's words: before the start the window decides.
 * @param now milliseconds since the epoch, by the server's clock
 */
export function integrationStatus(
  status: Status,
  window: ExamWindow,
  now: number,
  needsBooking = false,
): IntegrationStatus {
  if (status === 'exam_started') return 'started';
  if (status === 'exam_finished') return 'finished';
  if (needsBooking) return 'not_scheduled';
  if (now < window.startsAt) return 'early_to_start';
  return now < window.endsAt ? 'ready_to_start' : 'late_to_start';
}
