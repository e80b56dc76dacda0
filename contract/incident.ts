import { z } from 'zod';
import { Evidence } from './check.ts';

/**
 * What can happen beside the exam that a reviewer should know. Facts, not accusations:
 * an incident says what was seen and when, a person judges it.
 */
export const INCIDENT_KINDS = [
  'focus_lost',
  'focus_regained',
  'window_altered',
  'window_hidden',
  'window_over_exam',
  'window_over_exam_gone',
  'display_added',
  'display_removed',
  'display_forbidden',
  'process_forbidden',
  'process_forbidden_gone',
  'process_cover_lifted',
  'device_connected',
  'device_disconnected',
  'device_reconnected',
  'side_channel_on',
  'network_lost',
  'network_regained',
  'navigation_blocked',
  'window_blocked',
  'download_blocked',
  'print_blocked',
  'permission_blocked',
  'shortcut_blocked',
  'clipboard_emptied',
  'exam_page_crashed',
  'exam_page_recovered',
  'exam_page_unresponsive',
  'time_up',
  'break_started',
  'break_ended',
  'left_exam',
  'app_restarted',
  'screen_locked',
  'screen_unlocked',
  'system_suspended',
  'system_resumed',
  'session_shared',
  'window_not_captured',
  'app_stalled',
  'clock_changed',
  'camera_lost',
  'virtual_machine_suspected',
  'virtual_machine_allowed',
  'remote_session_suspected',
  'remote_session_allowed',
  'consent_declined',
  'photo_quality_overridden',
  'lockdown_incomplete',
  'link_ignored',
  'log_gap',
  'log_forked',
  'log_refused',
  'photo_unlogged',
  'unknown_build',
  'rules_refused',
  'verdict_contested',
  'support_code_used',
  'support_code_not_issued',
  'manual_warning',
  'admitted_unattended',
] as const;
export const IncidentKind = z.enum(INCIDENT_KINDS);
export type IncidentKind = z.infer<typeof IncidentKind>;

export const Severity = z.enum(['info', 'notice', 'serious']);
export type Severity = z.infer<typeof Severity>;

export const Incident = z.object({
  kind: IncidentKind,
  severity: Severity,
  evidence: z.array(Evidence).max(20).default([]),
});
export type Incident = z.infer<typeof Incident>;

/**
 * What flags a session for review: the candidate began without the proctor who should have let them in,
 * went on in spite of a verdict or a cover by themselves,
 * or by a code that staff did not make or took back.
 */
export const FLAGGING: readonly IncidentKind[] = [
  'verdict_contested',
  'process_cover_lifted',
  'support_code_not_issued',
  'admitted_unattended',
];
