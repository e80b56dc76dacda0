import type { Evidence } from '../../../contract/check.ts';
import type { SessionReading } from '../../system/sessionType.ts';
import { addUp, type Score, type Signal } from './signals.ts';

/** `remote` blocks unless allowed; `suspicious` lets start and tells the proctor. */
export type SessionVerdict = 'clean' | 'suspicious' | 'remote';

const SUSPICIOUS = 50;
const REMOTE = 100;

/**
 * The most that each class may count. `marker` alone suffices: a variable that only a remote desktop
 * sets, in the session that it made itself, has no innocent cause.
 */
const CAPS = { marker: 100, service: 70, display: 70, name: 60, shell: 30, console: 60 } as const;

/** Judges whether somebody sits at this desktop through a network. Pure. */
export function judgeRemoteSession(
  reading: SessionReading,
): Score & { readonly verdict: SessionVerdict } {
  const score = addUp(signalsOf(reading), CAPS);
  const verdict =
    score.points >= REMOTE ? 'remote' : score.points >= SUSPICIOUS ? 'suspicious' : 'clean';
  return { ...score, verdict };
}

function signalsOf(reading: SessionReading): Signal[] {
  const { sessionName = '', displayHost, markers } = reading;
  return [
    ...markers.map((marker) => sign('marker', 100, 'remote_marker', { marker })),
    // SM_REMOTESESSION and logind's Remote are kept by the system itself.
    ...when(reading.terminalServerSession === true, sign('service', 70, 'remote_desktop')),
    ...when(reading.loginRemote === true, sign('service', 70, 'remote_login')),
    // Left over in programs that were started remotely before the candidate sat down: not enough alone.
    ...when(/^RDP-/i.test(sessionName), sign('name', 60, 'remote_session_name')),
    ...when(displayHost !== undefined, sign('display', 70, 'remote_display')),
    ...when(reading.ssh, sign('shell', 30, 'remote_shell')),
    ...when(reading.onConsole === false, sign('console', 60, 'remote_screen_elsewhere')),
  ];
}

function when(holds: boolean, signal: Signal): Signal[] {
  return holds ? [signal] : [];
}

function sign(
  className: keyof typeof CAPS,
  weight: number,
  code: string,
  values: Evidence['values'] = {},
): Signal {
  return { class: className, weight, evidence: { code, values } };
}
