import type { RunCommand } from './command.ts';
import { numberOfDisplay, readDisplayServer, readSharers } from './displayServer.ts';
import { readParts } from './hardwareReading.ts';
import type { SessionReading } from './sessionReading.ts';

export type { SessionReading } from './sessionReading.ts';

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
  /** `/`, or a folder with a recorded machine. */
  readonly root?: string;
}

/** Never rejects: what would not tell is named in `unread`. */
export async function readSessionType(sources: SessionSources): Promise<SessionReading> {
  const { environment, platform, screenReader } = sources;
  const type = environment['XDG_SESSION_TYPE'];
  const displayHost = hostOfDisplay(environment['DISPLAY']);
  const sessionName = environment['SESSIONNAME'];
  const { read, unread } = await readParts<Asked>(partsOf(sources));
  const known: SessionReading = {
    platform: platform === 'win32' || platform === 'darwin' ? platform : 'linux',
    screenReader,
    ssh: environment['SSH_CONNECTION'] !== undefined,
    markers: REMOTE_MARKERS.filter((name) => environment[name] !== undefined),
    ...(platform !== 'linux' || type === undefined ? {} : { type }),
    ...(platform !== 'linux' || displayHost === undefined ? {} : { displayHost }),
    ...(platform !== 'win32' || sessionName === undefined ? {} : { sessionName }),
    unread,
  };
  return read.reduce<SessionReading>((reading, part) => ({ ...reading, ...part }), known);
}

/** `localhost:10.0` is what ssh -X leaves; `:0` and `unix:0` are here. */
export function hostOfDisplay(display: string | undefined): string | undefined {
  const host = display === undefined ? '' : display.slice(0, display.lastIndexOf(':'));
  return host === '' || host === 'unix' || host.startsWith('/') ? undefined : host;
}

type Asked = Partial<
  Pick<SessionReading, 'loginRemote' | 'onConsole' | 'screenShared' | 'displayServer' | 'sharers'>
>;

function partsOf({ platform, environment, run, root }: SessionSources) {
  const parts: Record<string, () => Promise<Asked>> = {};
  if (platform === 'darwin') {
    parts['ioreg'] = async () =>
      parseConsole(await run('/usr/sbin/ioreg', ['-n', 'Root', '-d1', '-w0']));
  }
  if (platform !== 'linux') return parts;
  const id = environment['XDG_SESSION_ID'];
  if (id !== undefined && /^[a-z0-9]+$/i.test(id)) {
    parts['loginctl'] = async () =>
      parseLoginctl(await run('loginctl', ['show-session', id, '--property=Remote']));
  }
  const display = numberOfDisplay(environment['DISPLAY']);
  if (display !== undefined) {
    parts['display_server'] = async () => {
      const displayServer = await readDisplayServer(display, root);
      return displayServer === undefined ? {} : { displayServer };
    };
  }
  parts['sharers'] = async () => ({ sharers: await readSharers(root) });
  return parts;
}

/** `Remote=yes` or `Remote=no`. */
export function parseLoginctl(text: string): Asked {
  const remote = /^Remote=(yes|no)$/m.exec(text)?.[1];
  return remote === undefined ? {} : { loginRemote: remote === 'yes' };
}

/**
 * `IOConsoleUsers` lists every graphical session of the Mac. On the console is whether any of them is;
 * one that only a viewer elsewhere shows has `kCGSSessionOnConsoleKey` = No. The window server adds
 * `CGSSessionScreenIsShared` to a session whose screen it sends elsewhere.
 */
export function parseConsole(text: string): Asked {
  const answers = (key: string) =>
    [...text.matchAll(new RegExp(`"k?${key}"\\s*=\\s*(Yes|No)`, 'g'))].map(
      ([, yes]) => yes === 'Yes',
    );
  const console = answers('CGSSessionOnConsoleKey');
  const shared = answers('CGSSessionScreenIsShared');
  return {
    ...(console.length === 0 ? {} : { onConsole: console.includes(true) }),
    ...(shared.length === 0 ? {} : { screenShared: shared.includes(true) }),
  };
}
