import type { RunCommand } from './command.ts';

/** What tells how the candidate sits at this desktop. */
export interface SessionReading {
  readonly platform: NodeJS.Platform;
  /** `x11`, `wayland`, `tty`, …; `XDG_SESSION_TYPE` on Linux. */
  readonly type?: string;
  /** Host part of `DISPLAY`; absent when the X server is on this machine or there is none. */
  readonly displayHost?: string;
  /** Started from a shell that came in over ssh. */
  readonly ssh: boolean;
  /** Names of those variables of `REMOTE_MARKERS` that are set. */
  readonly markers: readonly string[];
  /** `SESSIONNAME` on Windows: `Console`, `RDP-Tcp#0`, … */
  readonly sessionName?: string;
  /** `SM_REMOTESESSION` on Windows. */
  readonly terminalServerSession?: boolean;
  /** logind's `Remote` property of the session. */
  readonly loginRemote?: boolean;
  /** Whether the session is the one on the Mac's own screen. */
  readonly onConsole?: boolean;
  readonly screenReader: boolean;
}

/**
 * Variables that a remote desktop sets in the session that it makes, and nothing else does: xrdp's
 * sesman, Chrome Remote Desktop's virtual session, X2Go's agent, TigerVNC's and TightVNC's vncserver.
 */
const REMOTE_MARKERS = [
  'XRDP_SESSION',
  'CHROME_REMOTE_DESKTOP_SESSION',
  'X2GO_SESSION',
  'VNCDESKTOP',
] as const;

export interface SessionSources {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly run: RunCommand;
  /** Electron's `app.accessibilitySupportEnabled`: set when a screen reader was met. */
  readonly screenReader: boolean;
}

/** Never rejects: what a program would not tell stays absent. */
export async function readSessionType(sources: SessionSources): Promise<SessionReading> {
  const { environment, platform, screenReader } = sources;
  const type = environment['XDG_SESSION_TYPE'];
  const displayHost = hostOfDisplay(environment['DISPLAY']);
  const sessionName = environment['SESSIONNAME'];
  return {
    platform,
    screenReader,
    ssh: environment['SSH_CONNECTION'] !== undefined,
    markers: REMOTE_MARKERS.filter((name) => environment[name] !== undefined),
    ...(platform !== 'linux' || type === undefined ? {} : { type }),
    ...(platform !== 'linux' || displayHost === undefined ? {} : { displayHost }),
    ...(platform !== 'win32' || sessionName === undefined ? {} : { sessionName }),
    ...(await askSystem(sources)),
  };
}

/** `localhost:10.0` is what ssh -X leaves; `:0` and `unix:0` are here. */
export function hostOfDisplay(display: string | undefined): string | undefined {
  const host = display === undefined ? '' : display.slice(0, display.lastIndexOf(':'));
  return host === '' || host === 'unix' || host.startsWith('/') ? undefined : host;
}

type Asked = Pick<SessionReading, 'loginRemote' | 'onConsole'>;

async function askSystem({ platform, environment, run }: SessionSources): Promise<Asked> {
  try {
    const id = environment['XDG_SESSION_ID'];
    if (platform === 'linux' && id !== undefined && /^[a-z0-9]+$/i.test(id)) {
      return parseLoginctl(await run('loginctl', ['show-session', id, '--property=Remote']));
    }
    if (platform === 'darwin')
      return parseConsole(await run('/usr/sbin/ioreg', ['-n', 'Root', '-d1', '-w0']));
    return {};
  } catch {
    return {};
  }
}

/** `Remote=yes` or `Remote=no`. */
export function parseLoginctl(text: string): Asked {
  const remote = /^Remote=(yes|no)$/m.exec(text)?.[1];
  return remote === undefined ? {} : { loginRemote: remote === 'yes' };
}

/**
 * `IOConsoleUsers` lists every graphical session of the Mac. On the console is whether any of them is;
 * one that only a viewer elsewhere shows has `kCGSSessionOnConsoleKey` = No.
 */
export function parseConsole(text: string): Asked {
  const keys = [...text.matchAll(/"kCGSSessionOnConsoleKey"\s*=\s*(Yes|No)/g)];
  return keys.length === 0 ? {} : { onConsole: keys.some(([, answer]) => answer === 'Yes') };
}
