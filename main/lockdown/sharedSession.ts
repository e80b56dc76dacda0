import type { Severity } from '../../contract/incident.ts';
import type { SessionEvent } from '../system/windows/sessionMessages.ts';
import { incident, type Measure } from './measure.ts';

/**
 * What Windows tells when a session is shown elsewhere, and the words for it. It leaves this screen also
 * when another user of the computer signs in.
 */
const SHARED = new Map<SessionEvent, { readonly code: string; readonly severity: Severity }>([
  ['remote_connected', { code: 'session_connected_remotely', severity: 'serious' }],
  ['remote_control_changed', { code: 'session_watched', severity: 'serious' }],
  ['console_disconnected', { code: 'session_left_screen', severity: 'notice' }],
]);

/**
 * Somebody connects to the session by Remote Desktop, watches it or takes it from the computer's own
 * screen (Windows). An incident each time, in words that say what the system said and no more.
 */
export const sharedSession: Measure = {
  name: 'shared session',
  needed: false,
  applies: () => true,
  async hold({ system: { watchSession }, report, warn }) {
    if (watchSession === undefined) return () => Promise.resolve();
    return watchSession({
      onEvent(event) {
        const told = SHARED.get(event);
        if (told === undefined) return;
        const { code, severity } = told;
        report(incident('session_shared', severity, { code, values: {} }));
      },
      onFailed(cause) {
        warn('the session is no longer watched', cause);
        const values = { measure: 'shared session' };
        report(incident('lockdown_incomplete', 'notice', { code: 'lockdown_not_held', values }));
      },
    });
  },
};
