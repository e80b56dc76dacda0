import type { IncidentKind } from '../../contract/incident.ts';

/** Types of warnings that an LMS knows (proctoring-facts §3.3), as far as we see anything of the kind. */
export type WarningType =
  | 'WARNING_CHANGE_ACTIVE_WINDOW_ON_COMPUTER'
  | 'WARNING_FORBIDDEN_SOFTWARE'
  | 'WARNING_EXTRA_DISPLAY'
  | 'WARNING_NO_PING'
  | 'WARNING_CAMERA_NO_PICTURE';

interface Equal {
  readonly type: WarningType;
  /** The incident that says that it is over; without one it is a moment. */
  readonly over?: IncidentKind;
}

/**
 * Which of our incidents is honestly the same as a documented warning. What has no equal is not told
 * under another name: a connected device is no forbidden one (`WARNING_FORBIDDEN_DEVICE`), a window over
 * the exam is no change of the active window, a page that tried to leave is not the candidate's doing, and
 * for a virtual machine no type is documented. Faces, voices and phones nobody looks for yet.
 */
export const WARNING_OF: Readonly<Partial<Record<IncidentKind, Equal>>> = {
  // "Active window changed / lost focus: focus to another app or tab".
  focus_lost: { type: 'WARNING_CHANGE_ACTIVE_WINDOW_ON_COMPUTER', over: 'focus_regained' },
  // "Forbidden sites/software".
  process_forbidden: { type: 'WARNING_FORBIDDEN_SOFTWARE', over: 'process_forbidden_gone' },
  // Only where the exam forbids it: `display_added` alone is told to staff.
  display_forbidden: { type: 'WARNING_EXTRA_DISPLAY', over: 'display_removed' },
  // "Connection lost: app lost server"; not scored there either.
  network_lost: { type: 'WARNING_NO_PING', over: 'network_regained' },
  camera_lost: { type: 'WARNING_CAMERA_NO_PICTURE' },
};
