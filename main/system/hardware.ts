import type { RunCommand } from './command.ts';
import { readLinuxHardware } from './hardwareLinux.ts';
import { readMacHardware } from './hardwareMacos.ts';
import { within, type HardwareReading } from './hardwareReading.ts';
import { readWindowsHardware } from './hardwareWindows.ts';

export interface MachineFacts {
  readonly hardware: HardwareReading;
  /** Windows only: whether this is a Remote Desktop session. */
  readonly terminalServerSession?: boolean;
  /** Windows only: whether the session is the one that the machine's own screen shows. */
  readonly onConsole?: boolean;
}

/** Reads the machine at hand. Rejects where a single read gives everything and that read fails. */
export async function readHardware(
  platform: NodeJS.Platform,
  run: RunCommand,
): Promise<MachineFacts> {
  switch (platform) {
    case 'win32':
      // systeminformation would start PowerShell again for the same classes.
      return readWindowsHardware(run);
    case 'darwin':
      return { hardware: await withLibrary(await readMacHardware(run)) };
    case 'linux':
      return { hardware: await withLibrary(await readLinuxHardware(run)) };
    default:
      throw new Error(`hardware of ${platform} cannot be read`);
  }
}

/** The library starts programs of its own and limits none of them. */
const LIBRARY_LIMIT = 8_000;

/** A second opinion on the same facts, made by others; worth little alone. */
async function withLibrary(reading: HardwareReading): Promise<HardwareReading> {
  try {
    // Half a megabyte that the first screen can do without: read when the checks ask for it.
    const { system } = await import('systeminformation');
    const { virtual, virtualHost } = await within(system(), LIBRARY_LIMIT);
    return { ...reading, library: { virtual, host: virtualHost ?? '' } };
  } catch {
    return { ...reading, unread: [...reading.unread, 'systeminformation'] };
  }
}
