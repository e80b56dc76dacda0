import type { App, Net, Screen } from 'electron';
import type { ProcessRule } from '../../contract/processRules.ts';
import type { RunCommand } from '../system/command.ts';
import type { ConnectedDevices } from '../system/devices/connected.ts';
import { readDisk } from '../system/disk.ts';
import { readDisplays } from '../system/displays.ts';
import { readHardware, type MachineFacts } from '../system/hardware.ts';
import { readNetwork, type NetworkSources } from '../system/network.ts';
import { readPower } from '../system/power.ts';
import { operatingSystem } from '../system/operatingSystem.ts';
import { listProcesses } from '../system/processes.ts';
import type { SessionReading } from '../system/sessionReading.ts';
import { readSessionType } from '../system/sessionType.ts';
import type { SideChannels } from '../system/sideChannels/index.ts';
import { readMachineKeys } from '../system/windows/machineKeys.ts';
import type { NativeWindows } from '../system/windows/native.ts';
import { listWindowsProcesses } from '../system/windows/processScanner.ts';
import type { CheckSystem } from './check.ts';

export interface MachineSources {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly run: RunCommand;
  /** Windows' own calls; undefined on other systems and where their library could not be loaded. */
  readonly native: NativeWindows | undefined;
  readonly screen: Pick<Screen, 'getAllDisplays'>;
  readonly app: Pick<App, 'accessibilitySupportEnabled'>;
  readonly net: Pick<Net, 'isOnline'>;
  readonly devices: Pick<ConnectedDevices, 'list'>;
  readonly sideChannels: Pick<SideChannels, 'read'>;
  /** A failure that support may have to know of. */
  readonly warn: (message: string, cause: unknown) => void;
  /** Where the app keeps its data. */
  readonly dataFolder: string;
  /** The server of the session at hand; asked each time, as there is none before a session. */
  readonly server: () => Pick<NetworkSources, 'serverUrl' | 'ping' | 'resolveProxy'>;
  /** What programs are held against in it; likewise. */
  readonly rules: () => readonly ProcessRule[];
}

/** The machine at hand, as checks see it. */
export function createCheckSystem(sources: MachineSources): CheckSystem {
  const { platform, run, native, screen, net, dataFolder, devices, warn } = sources;
  return {
    readSession: () => readSessionOf(sources),
    readDisplays: () =>
      readDisplays({ platform, run, getAllDisplays: () => screen.getAllDisplays() }),
    readMachine: createMachineReader(sources),
    async readProcesses() {
      return {
        system: operatingSystem(platform),
        processes:
          native === undefined
            ? await listProcesses(platform, run, { thorough: true, rules: sources.rules() })
            : listWindowsProcesses(native),
      };
    },
    readNetwork: () => readNetwork({ ...sources.server(), isOnline: () => net.isOnline() }),
    readPower,
    readDisk: () => readDisk(dataFolder),
    readSideChannels: () => sources.sideChannels.read(),
    listDevices: () =>
      devices.list().catch((cause: unknown) => {
        warn('devices could not be listed', cause);
        return undefined;
      }),
  };
}

type ReaderSources = Pick<MachineSources, 'platform' | 'environment' | 'run' | 'native' | 'app'>;

/** Reads hardware and session of the machine at hand, at once. The reading never rejects. */
export function createMachineReader(sources: ReaderSources): CheckSystem['readMachine'] {
  return async () => {
    const [facts, session] = await Promise.all([
      readHardwareOrNothing(sources),
      readSessionOf(sources),
    ]);
    const { hardware, ...ofSession } = facts;
    return { hardware, session: { ...session, ...ofSession } };
  };
}

function readSessionOf({ app, ...sources }: ReaderSources): Promise<SessionReading> {
  const { platform, environment, run } = sources;
  const screenReader = app.accessibilitySupportEnabled;
  return readSessionType({ platform, environment, run, screenReader });
}

/**
 * PowerShell may be forbidden on managed machines: what the registry and the session tell by calls is
 * still worth judging.
 */
async function readHardwareOrNothing({
  platform,
  run,
  native,
}: Pick<ReaderSources, 'platform' | 'run' | 'native'>): Promise<MachineFacts> {
  const session = native === undefined ? {} : sessionOf(native);
  try {
    return { ...(await readHardware(platform, run)), ...session };
  } catch {
    if (native !== undefined) {
      const { hardware, guestServices } = readMachineKeys(native.registry);
      return { hardware: { ...hardware, guestServices: [...guestServices] }, ...session };
    }
    const known = platform === 'win32' || platform === 'darwin' ? platform : 'linux';
    return { hardware: { platform: known, unread: ['hardware'] } };
  }
}

function sessionOf(native: NativeWindows): Omit<MachineFacts, 'hardware'> {
  try {
    const { remoteSession, onConsole } = native.readSession();
    return {
      terminalServerSession: remoteSession,
      ...(onConsole === undefined ? {} : { onConsole }),
    };
  } catch {
    // What Windows will not tell stays absent, and is no sign of anything.
    return {};
  }
}
