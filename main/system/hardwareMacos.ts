import type { RunCommand } from './command.ts';
import { readParts, type HardwareReading } from './hardwareReading.ts';

type Part = Omit<Partial<HardwareReading>, 'platform' | 'unread'>;

const NAMES = ['hw.model', 'machdep.cpu.brand_string', 'kern.hv_vmm_present'];

/** Reads the hardware of a Mac. */
export async function readMacHardware(run: RunCommand): Promise<HardwareReading> {
  const { read, unread } = await readParts<Part>({
    sysctl: async () => parseSysctl(await run('/usr/sbin/sysctl', NAMES)),
    ioreg: async () =>
      parseIoreg(await run('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice'])),
    pci: async () => parsePci(await run('/usr/sbin/ioreg', ['-rc', 'IOPCIDevice', '-d1'])),
  });
  return read.reduce<HardwareReading>((reading, part) => ({ ...reading, ...part }), {
    platform: 'darwin',
    unread,
  });
}

/** `name: value` a line, as sysctl prints it without `-n`. */
export function parseSysctl(text: string): Part {
  const values = new Map(
    text.split('\n').flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
    }),
  );
  const model = values.get('hw.model');
  const processor = values.get('machdep.cpu.brand_string');
  const present = values.get('kern.hv_vmm_present');
  return {
    ...(model === undefined ? {} : { model }),
    ...(processor === undefined ? {} : { processor }),
    ...(present === '0' || present === '1' ? { hypervisorPresent: present === '1' } : {}),
  };
}

/**
 * The maker and the board of the platform device. The same answer holds the serial number and the
 * platform UUID: only the two named properties are taken from it.
 */
export function parseIoreg(text: string): Part {
  const value = (name: string) => new RegExp(`"${name}" = <"([^"]+)">`).exec(text)?.[1];
  const manufacturer = value('manufacturer');
  const boardModel = value('board-id') ?? value('target-type');
  return {
    ...(manufacturer === undefined ? {} : { manufacturer }),
    ...(boardModel === undefined ? {} : { boardModel }),
  };
}

/** Vendor ids are printed as four little-endian bytes: `"vendor-id" = <86800000>` is 8086. */
export function parsePci(text: string): Part {
  const ids = [...text.matchAll(/"vendor-id" = <([0-9a-f]{2})([0-9a-f]{2})[0-9a-f]{4}>/gi)];
  return { pciVendors: [...new Set(ids.map(([, low, high]) => `${high}${low}`.toLowerCase()))] };
}
