/**
 * The parameter table of the developer guide, copied by hand from the document and not from our own
 * table, so that a slip in ours fails here. `length` counts characters, `unset` is the value of a field
 * that was not sent. Where the document is silent the default is the launchers' (spec, part 2) or ours.
 */
export type SeedField =
  | { name: string; type: 'id' | 'text'; mandatory?: true; length: number | undefined }
  | { name: string; type: 'url'; mandatory?: true; length: number }
  | { name: string; type: 'boolean'; mandatory?: true; unset?: boolean }
  | { name: string; type: 'enum'; mandatory?: true; values: string[]; unset?: string }
  | { name: string; type: 'minutes' | 'date'; mandatory: true }
  | { name: string; type: 'list'; unset: string[] | undefined }
  | { name: string; type: 'object'; unset: unknown };

export const SEED_FIELDS: readonly SeedField[] = [
  // User parameters. The row of `email` has lost its name in the document: "| string | — | User email".
  { name: 'userId', type: 'id', mandatory: true, length: 255 },
  { name: 'email', type: 'text', length: undefined },
  { name: 'lastName', type: 'text', length: 255 },
  { name: 'firstName', type: 'text', length: 255 },
  { name: 'thirdName', type: 'text', length: 255 },
  // `language` (2 in the document, longer in its own launchers) has tests of its own.
  // Organization / company parameters
  { name: 'accountId', type: 'id', mandatory: true, length: 255 },
  { name: 'accountName', type: 'text', mandatory: true, length: 255 },
  // Exam parameters
  { name: 'courseName', type: 'text', length: 450 },
  { name: 'examId', type: 'id', mandatory: true, length: 255 },
  { name: 'examName', type: 'text', mandatory: true, length: 500 },
  { name: 'userAgreementUrl', type: 'url', length: 200 },
  { name: 'duration', type: 'minutes', mandatory: true },
  // Marked mandatory and given a default; older launchers send none, so the default counts.
  { name: 'schedule', type: 'boolean', unset: false },
  {
    name: 'proctoring',
    type: 'enum',
    mandatory: true,
    values: ['online', 'offline', 'auto', 'identification'],
  },
  { name: 'startDate', type: 'date', mandatory: true },
  { name: 'endDate', type: 'date', mandatory: true },
  { name: 'allowMultipleDisplays', type: 'boolean', unset: false },
  { name: 'allowVirtualEnvironment', type: 'boolean', unset: false },
  { name: 'auxiliaryCamera', type: 'boolean', unset: false },
  { name: 'auxiliaryCameraMode', type: 'enum', values: ['photo', 'video'], unset: 'video' },
  { name: 'allowMakingRoomScanSecondCamera', type: 'boolean', unset: false },
  { name: 'calculator', type: 'enum', values: ['off', 'simple', 'scientific'], unset: 'off' },
  { name: 'checkIdPhotoQuality', type: 'boolean', unset: false },
  { name: 'desktopAppForbiddenProcesses', type: 'list', unset: undefined },
  { name: 'desktopAppAllowedProcesses', type: 'list', unset: [] },
  {
    name: 'identification',
    type: 'enum',
    values: ['passport', 'face', 'face_and_passport', 'skip'],
    unset: 'skip',
  },
  { name: 'proctorEmails', type: 'list', unset: [] },
  {
    name: 'rules',
    type: 'object',
    unset: {
      allow_to_use_websites: false,
      allow_to_use_books: false,
      allow_to_use_paper: true,
      allow_to_use_messengers: false,
      allow_to_use_calculator: true,
      allow_to_use_excel: false,
      allow_to_use_human_assistant: false,
      allow_absence_in_frame: false,
      allow_voices: false,
      allow_wrong_gaze_direction: false,
      custom_rules: '',
    },
  },
  {
    name: 'scoreConfig',
    type: 'object',
    unset: {
      cheater_level: 80,
      extra_user: 1,
      user_replaced: 1,
      absent_user: 2,
      look_away: 1.5,
      active_window_changed: 1,
      forbidden_device: 1,
      voice: 1,
      phone: 1,
    },
  },
  { name: 'trial', type: 'boolean', unset: false },
  {
    name: 'visibleWarnings',
    type: 'object',
    unset: {
      warning_extra_user_in_frame: true,
      warning_substitution_user: true,
      warning_no_user_in_frame: true,
      warning_avert_eyes: true,
      warning_timeout: true,
      warning_change_active_window_on_computer: true,
      warning_talk: true,
      warning_forbidden_software: true,
      warning_forbidden_device: true,
      warning_voice_detected: true,
      warning_extra_display: true,
      warning_books: true,
      warning_cheater: true,
      warning_mic_muted: true,
      warning_mic_no_sound: true,
      warning_mic_no_device_connected: true,
      warning_camera_no_picture: true,
      warning_camera_no_device_connected: true,
      warning_nonverbal: true,
      warning_phone: true,
      warning_phone_screen: true,
      warning_no_ping: true,
      warning_desktop_request_pending: true,
    },
  },
  { name: 'webCameraMainView', type: 'enum', values: ['front', 'side'], unset: 'front' },
  {
    name: 'streamsPreset',
    type: 'enum',
    values: ['default', 'no_video', 'no_ai_detection', 'no_webcam', 'no_desktop'],
    unset: 'default',
  },
  { name: 'sendManualWarningsToLearner', type: 'boolean', unset: true },
  { name: 'shortName', type: 'text', length: 255 },
  // Session parameters
  { name: 'sessionId', type: 'id', mandatory: true, length: 230 },
  { name: 'sessionUrl', type: 'url', mandatory: true, length: 2550 },
  { name: 'reviewUrl', type: 'url', length: 600 },
  { name: 'sessionFinishUrl', type: 'url', length: 2550 },
  { name: 'special_accommodations_info', type: 'text', length: 500 },
  // Environment parameters
  { name: 'secureBrowser', type: 'boolean', unset: false },
  { name: 'secureBrowserLevel', type: 'enum', values: ['basic', 'medium', 'high'], unset: 'basic' },
  { name: 'preliminaryCheck', type: 'object', unset: { enabled: false } },
];
