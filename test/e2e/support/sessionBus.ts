import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { ownFolder } from './folders.ts';

const run = promisify(execFile);

/** A session's bus with settings of its own, as a desktop has it; nothing of the user's is touched. */
export interface SessionBus {
  /** For whoever is to be on it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs a program on it; what it wrote, without the line's end. */
  run(program: string, ...args: string[]): Promise<string>;
  end(): Promise<void>;
}

const TOOLS = ['/usr/bin/dbus-daemon', '/usr/bin/gsettings', '/usr/libexec/dconf-service'];
const SCHEMA = '/usr/share/glib-2.0/schemas/org.gnome.desktop.notifications.gschema.xml';

/** Why this machine has no such bus; undefined when it has. On Debian: dbus, dconf-gsettings-backend, gsettings-desktop-schemas. */
export function noSessionBus(): string | undefined {
  const missing = [...TOOLS, SCHEMA].find((file) => !existsSync(file));
  return missing === undefined ? undefined : `there is no ${missing}`;
}

export async function startSessionBus(desktop = 'GNOME'): Promise<SessionBus> {
  const folder = await ownFolder('bus');
  const own = {
    XDG_CONFIG_HOME: `${folder.path}/config`,
    XDG_DATA_HOME: `${folder.path}/data`,
    XDG_CACHE_HOME: `${folder.path}/cache`,
    XDG_RUNTIME_DIR: folder.path,
    XDG_CURRENT_DESKTOP: desktop,
    GSETTINGS_BACKEND: 'dconf',
  };
  const daemon = spawn(
    'dbus-daemon',
    ['--session', '--nofork', '--nopidfile', '--print-address=1'],
    // What the bus starts (dconf, xfconfd) keeps its files there too.
    { env: { ...process.env, ...own }, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const [address] = (await once(createInterface(daemon.stdout), 'line')) as [string];
  const environment = { ...own, DBUS_SESSION_BUS_ADDRESS: address };
  return {
    environment,
    async run(program, ...args) {
      const { stdout } = await run(program, args, { env: { ...process.env, ...environment } });
      return stdout.trim();
    },
    async end() {
      const ended = once(daemon, 'exit');
      daemon.kill();
      await ended;
      await folder.remove();
    },
  };
}
