import type { App, Net, Screen } from 'electron';
import type { RunCommand } from '../system/command.ts';
import { readDisk } from '../system/disk.ts';
import { readDisplays } from '../system/displays.ts';
import { readHardware, type MachineFacts } from '../system/hardware.ts';
import { readNetwork, type NetworkSources } from '../system/network.ts';
import { readPower } from '../system/power.ts';
import { operatingSystem } from '../system/operatingSystem.ts';
import { listProcesses } from '../system/processes.ts';
import type { SessionReading } from '../system/sessionReading.ts';
import { readSessionType } from '../system/sessionType.ts';
import type { CheckSystem } from './check.ts';

export interface MachineSources {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly run: RunCommand;
  readonly screen: Pick<Screen, 'getAllDisplays'>;
  readonly app: Pick<App, 'accessibilitySupportEnabled'>;
  readonly net: Pick<Net, 'isOnline'>;
  /** Where the app keeps its data. */
  readonly dataFolder: string;
  /** The server of the session at hand; asked each time, as there is none before a session. */
  readonly server: () => Pick<NetworkSources, 'serverUrl' | 'ping' | 'resolveProxy'>;
}

/** The machine at hand, as checks see it. */
export function createCheckSystem(sources: MachineSources): CheckSystem {
  const { platform, run, screen, net, dataFolder } = sources;
  return {
    readSession: () => readSessionOf(sources),
    readDisplays: () =>
      readDisplays({ platform, run, getAllDisplays: () => screen.getAllDisplays() }),
    readMachine: createMachineReader(sources),
    async readProcesses() {
      return {
        system: operatingSystem(platform),
        processes: await listProcesses(platform, run, true),
      };
    },
    readNetwork: () => readNetwork({ ...sources.server(), isOnline: () => net.isOnline() }),
    readPower,
    readDisk: () => readDisk(dataFolder),
  };
}

type ReaderSources = Pick<MachineSources, 'platform' | 'environment' | 'run' | 'app'>;

/** Reads hardware and session of the machine at hand, at once. The reading never rejects. */
export function createMachineReader(sources: ReaderSources): CheckSystem['readMachine'] {
  return async () => {
    const [facts, session] = await Promise.all([
      readHardwareOrNothing(sources.platform, sources.run),
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

/** PowerShell may be forbidden on managed machines: the session is still worth judging. */
async function readHardwareOrNothing(
  platform: NodeJS.Platform,
  run: RunCommand,
): Promise<MachineFacts> {
  try {
    return await readHardware(platform, run);
  } catch {
    const known = platform === 'win32' || platform === 'darwin' ? platform : 'linux';
    return { hardware: { platform: known, unread: ['hardware'] } };
  }
}
