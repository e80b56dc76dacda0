/**
 * Every deed that the audit has lines of. The words of each stand under `auditName` in the catalogues; a
 * test keeps the two together.
 */
export const AUDIT_ACTIONS = [
  // Sign-in and people.
  ...(['signed_in', 'sign_in_refused', 'password_changed', 'factor_set_up'] as const),
  ...(['recovery_code_used', 'staff_added', 'staff_changed', 'staff_password_reset'] as const),
  ...(['staff_factor_removed', 'staff_signed_out'] as const),
  // What staff grant, and the codes that they read out.
  ...(['extra_minutes_granted', 'break_minutes_granted', 'step_waived'] as const),
  ...(['step_waiver_withdrawn', 'support_code_issued', 'support_code_shown'] as const),
  ...(['support_code_withdrawn', 'start_link_given'] as const),
  // A running exam.
  ...(['message_sent', 'warning_sent', 'warning_noted', 'exam_locked', 'exam_unlocked'] as const),
  ...(['exam_ended', 'late_entry_allowed', 'session_reopened', 'candidate_admitted'] as const),
  ...(['retake_asked', 'identification_rejected', 'closing_suspended'] as const),
  ...(['closing_resumed', 'cohort_begun', 'cohort_retried', 'mail_sent'] as const),
  // Before and after it.
  ...(['booked', 'booking_cancelled', 'booking_taken_along', 'session_finished'] as const),
  ...(['session_finish_not_changed', 'finish_address_left_out'] as const),
  ...(['session_concluded', 'delivery_sent_again'] as const),
  // What leaves the server, or is removed from it.
  ...(['students_exported', 'audit_exported', 'photos_removed', 'personal_data_removed'] as const),
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];
