import { readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import type { RunCommand } from './command.ts';
import { readParts, type HardwareReading } from './hardwareReading.ts';
import { readIfThere } from './readIfThere.ts';

type Part = Omit<Partial<HardwareReading>, 'platform' | 'unread'>;

/** Maker's parts of the files under /sys/class/dmi/id; `product_serial` and the UUIDs are left alone. */
const DMI_FILES = {
  manufacturer: 'sys_vendor',
  model: 'product_name',
  biosVendor: 'bios_vendor',
  biosVersion: 'bios_version',
  boardVendor: 'board_vendor',
  boardModel: 'board_name',
} as const;

/** Reads the hardware of a Linux machine. `root` is `/`, or a folder with a recorded machine. */
export async function readLinuxHardware(run: RunCommand, root = '/'): Promise<HardwareReading> {
  const { read, unread } = await readParts<Part>({
    cpuinfo: async () => parseCpuinfo(await readFile(path.join(root, 'proc/cpuinfo'), 'utf8')),
    dmi: () => readDmi(path.join(root, 'sys/class/dmi/id')),
    detect_virt_vm: async () => ({ detectedMachine: await detectVirt(run, '--vm') }),
    detect_virt_container: async () => ({
      detectedContainer: await detectVirt(run, '--container'),
    }),
    device_tree: () => readDeviceTree(path.join(root, 'proc/device-tree')),
    xen: () => readXen(root),
    pci: () => readPci(path.join(root, 'sys/bus/pci/devices')),
    network: () => readAdapters(path.join(root, 'sys/class/net')),
  });
  return read.reduce<HardwareReading>((reading, part) => ({ ...reading, ...part }), {
    platform: 'linux',
    unread,
  });
}

/** `none` comes with leaving code 1 (systemd-detect-virt(1)). */
async function detectVirt(run: RunCommand, kind: '--vm' | '--container'): Promise<string> {
  return (await run('systemd-detect-virt', [kind], { codes: [1] })).trim();
}

/** The processor's name, and the flag that CPUID leaf 1 ECX bit 31 becomes on x86. */
export function parseCpuinfo(text: string): Part {
  const processor = /^model name\s*:\s*(.+)$/m.exec(text)?.[1]?.trim();
  const flags = /^flags\s*:\s*(.+)$/m.exec(text)?.[1]?.split(' ');
  return {
    ...(processor === undefined ? {} : { processor }),
    // ARM has no such flag: its absence there says nothing.
    ...(flags === undefined ? {} : { hypervisorPresent: flags.includes('hypervisor') }),
  };
}

async function readDmi(folder: string): Promise<Part> {
  const part: Part = {};
  await readdir(folder);
  for (const [key, file] of Object.entries(DMI_FILES)) {
    const text = (await readIfThere(path.join(folder, file)))?.trim() ?? '';
    if (text !== '') part[key as keyof typeof DMI_FILES] = text;
  }
  return part;
}

/** Machines with DMI have no device tree, which is no failure. Its texts end with a zero byte. */
async function readDeviceTree(folder: string): Promise<Part> {
  const text = async (file: string) => {
    const whole = await readIfThere(path.join(folder, file));
    return whole?.split('\0')[0]?.trim();
  };
  const deviceTreeModel = await text('model');
  const deviceTreeHypervisor = await text('hypervisor/compatible');
  return {
    ...(deviceTreeModel ? { deviceTreeModel } : {}),
    ...(deviceTreeHypervisor ? { deviceTreeHypervisor } : {}),
  };
}

/** Bit of `/sys/hypervisor/properties/features` that only the privileged domain has (Xen, features.h). */
const XENFEAT_DOM0 = 11;

/** Whether this is the domain that Xen gives the machine to. `control_d` is in no guest's capabilities. */
async function readXen(root: string): Promise<Part> {
  const features = await readIfThere(path.join(root, 'sys/hypervisor/properties/features'));
  const capabilities = await readIfThere(path.join(root, 'proc/xen/capabilities'));
  if (features === undefined && capabilities === undefined) return {};
  const isHost =
    ((Number.parseInt(features ?? '0', 16) >> XENFEAT_DOM0) & 1) === 1 ||
    capabilities?.split(/\s+/).includes('control_d') === true;
  return { hypervisorHost: isHost };
}

async function readPci(folder: string): Promise<Part> {
  const devices = await readdir(folder);
  const vendors = await Promise.all(
    devices.map((device) => readFile(path.join(folder, device, 'vendor'), 'utf8')),
  );
  return { pciVendors: [...new Set(vendors.map((id) => id.trim().replace(/^0x/, '')))] };
}

/** Bridges and adapters of hypervisors on a host (vboxnet0, virbr0, docker0) have no device behind them. */
async function readAdapters(folder: string): Promise<Part> {
  const makers = new Set<string>();
  for (const adapter of await readdir(folder)) {
    const device = await readlink(path.join(folder, adapter, 'device')).catch(() => undefined);
    if (device === undefined) continue;
    const address = (await readIfThere(path.join(folder, adapter, 'address'))) ?? '';
    if (/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(address.trim())) makers.add(address.slice(0, 8));
  }
  return { adapterMakers: [...makers] };
}
