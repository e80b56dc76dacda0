import type { Evidence } from '../../../contract/check.ts';
import type { SessionReading } from '../../system/sessionReading.ts';
import { addUp, type Score, type Signal } from './signals.ts';

/** `remote` blocks unless allowed; `suspicious` lets start and tells the proctor. */
export type SessionVerdict = 'clean' | 'suspicious' | 'remote';

const SUSPICIOUS = 50;
const REMOTE = 100;

/**
 * The most that each class may count. `marker` alone suffices: a variable that only a remote desktop
 * sets, in the session that it made itself, or a VNC server as the program behind the display, has no
 * innocent cause. Watching a desktop (`sharing`) never suffices: help of a support desk, a projector by
 * AirPlay and a forgotten program do it too, and what may not run is for the check of processes.
 */
export const SESSION_CAPS = {
  marker: 100,
  service: 70,
  display: 70,
  name: 60,
  shell: 30,
  console: 60,
  sharing: 60,
} as const;

/** X servers that have no screen of their own: what they draw goes to a viewer. */
const REMOTE_SERVERS =
  /^(Xvnc|Xtigervnc|Xtightvnc|Xrealvnc|Xvnc-core|X11rdp|nxagent|nxnode\.bin|x2goagent)/;

/** Judges whether somebody sits at this desktop through a network. Pure. */
export function judgeRemoteSession(
  reading: SessionReading,
): Score & { readonly verdict: SessionVerdict } {
  const score = addUp(sessionSignals(reading), SESSION_CAPS);
  const verdict =
    score.points >= REMOTE ? 'remote' : score.points >= SUSPICIOUS ? 'suspicious' : 'clean';
  return { ...score, verdict };
}

/** Every sign of a remote session that the reading has, with its class and weight. Pure. */
export function sessionSignals(reading: SessionReading): Signal[] {
  const { sessionName = '', displayHost, displayServer = '', markers, sharers = [] } = reading;
  return [
    ...markers.map((marker) => sign('marker', 100, 'remote_marker', { marker })),
    ...when(
      REMOTE_SERVERS.test(displayServer),
      sign('marker', 100, 'remote_display_server', { program: displayServer }),
    ),
    // SM_REMOTESESSION and logind's Remote are kept by the system itself.
    ...when(reading.terminalServerSession === true, sign('service', 70, 'remote_desktop')),
    ...when(reading.loginRemote === true, sign('service', 70, 'remote_login')),
    // Left over in programs that were started remotely before the candidate sat down: not enough alone.
    ...when(/^(RDP|ICA)-/i.test(sessionName), sign('name', 60, 'remote_session_name')),
    ...when(displayHost !== undefined, sign('display', 70, 'remote_display')),
    ...when(reading.ssh, sign('shell', 30, 'remote_shell')),
    ...when(reading.onConsole === false, sign('console', 60, 'remote_screen_elsewhere')),
    ...when(reading.screenShared === true, sign('sharing', 60, 'remote_screen_shared')),
    ...sharers.map((program) => sign('sharing', 50, 'remote_sharer', { program })),
  ];
}

function when(holds: boolean, signal: Signal): Signal[] {
  return holds ? [signal] : [];
}

function sign(
  className: keyof typeof SESSION_CAPS,
  weight: number,
  code: string,
  values: Evidence['values'] = {},
): Signal {
  return { class: className, weight, evidence: { code, values } };
}
