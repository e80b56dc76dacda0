/** What Windows tells the windows of a session of the session itself and of the computer's power. */
export const SESSION_EVENTS = [
  'console_connected',
  'console_disconnected',
  'remote_connected',
  'remote_disconnected',
  'logged_on',
  'logged_off',
  'locked',
  'unlocked',
  'remote_control_changed',
  'suspending',
  'resumed',
  'resumed_by_itself',
  'displays_changed',
  'devices_changed',
  'session_ending',
] as const;
export type SessionEvent = (typeof SESSION_EVENTS)[number];

/** winuser.h. */
export const MESSAGE = {
  queryEndSession: 0x11,
  displayChange: 0x7e,
  powerBroadcast: 0x218,
  deviceChange: 0x219,
  sessionChange: 0x2b1,
} as const;

/** WM_WTSSESSION_CHANGE's wParam, WTS_CONSOLE_CONNECT to WTS_SESSION_REMOTE_CONTROL. */
const SESSION_CHANGES = new Map<number, SessionEvent>([
  [1, 'console_connected'],
  [2, 'console_disconnected'],
  [3, 'remote_connected'],
  [4, 'remote_disconnected'],
  [5, 'logged_on'],
  [6, 'logged_off'],
  [7, 'locked'],
  [8, 'unlocked'],
  [9, 'remote_control_changed'],
]);

/** WM_POWERBROADCAST's wParam: PBT_APMSUSPEND, PBT_APMRESUMESUSPEND, PBT_APMRESUMEAUTOMATIC. */
const POWER_CHANGES = new Map<number, SessionEvent>([
  [0x4, 'suspending'],
  [0x7, 'resumed'],
  [0x12, 'resumed_by_itself'],
]);

/** WM_DEVICECHANGE's wParam: DBT_DEVNODES_CHANGED. */
const DEVICE_NODES_CHANGED = 7;

/** What a window's message means for an exam; undefined for all that mean nothing. */
export function sessionEventOf(message: number, parameter: number): SessionEvent | undefined {
  switch (message) {
    case MESSAGE.sessionChange:
      return SESSION_CHANGES.get(parameter);
    case MESSAGE.powerBroadcast:
      return POWER_CHANGES.get(parameter);
    case MESSAGE.displayChange:
      return 'displays_changed';
    case MESSAGE.deviceChange:
      return parameter === DEVICE_NODES_CHANGED ? 'devices_changed' : undefined;
    case MESSAGE.queryEndSession:
      return 'session_ending';
    default:
      return undefined;
  }
}
