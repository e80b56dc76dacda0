import { z } from 'zod';

/**
 * What tells a guest from a physical machine, as far as the OS would say. Absent means that it was not
 * read. Serial numbers, UUIDs, host names and whole hardware addresses are never part of it.
 */
export const HardwareReading = z.strictObject({
  platform: z.enum(['win32', 'darwin', 'linux']),
  /** DMI or CIM identity of the system; `hw.model` on macOS. */
  manufacturer: z.string().optional(),
  model: z.string().optional(),
  /** Identity of the firmware and the board. */
  biosVendor: z.string().optional(),
  biosVersion: z.string().optional(),
  boardVendor: z.string().optional(),
  boardModel: z.string().optional(),
  processor: z.string().optional(),
  /**
   * The processor says that a hypervisor runs beneath: in every honest guest, and on Windows also on
   * physical machines with memory integrity (VBS), Hyper-V, WSL or Docker.
   */
  hypervisorPresent: z.boolean().optional(),
  /**
   * The OS is the one that the hypervisor gives the machine to (a Xen dom0, as under Qubes): the flag
   * above then comes from its own hypervisor and tells nothing.
   */
  hypervisorHost: z.boolean().optional(),
  /** `systemd-detect-virt --vm`: `none`, `kvm`, `oracle`, `vmware`, `microsoft`, … */
  detectedMachine: z.string().optional(),
  /** `systemd-detect-virt --container`: `none`, `docker`, `wsl`, … */
  detectedContainer: z.string().optional(),
  /** `model` of the device tree, on machines without DMI: `Raspberry Pi 5 Model B Rev 1.0`. */
  deviceTreeModel: z.string().optional(),
  /** `hypervisor/compatible` of the device tree: `linux,kvm`, `xen,xen`, `qcom,gunyah-hypervisor`. */
  deviceTreeHypervisor: z.string().optional(),
  /** Vendor ids of the devices on the PCI bus, four lower-case hexadecimal digits, each once. */
  pciVendors: z.array(z.string()).optional(),
  /** Names of the graphics adapters. */
  graphics: z.array(z.string()).optional(),
  /** First three octets (the maker) of hardware network adapters, lower case with colons. */
  adapterMakers: z.array(z.string()).optional(),
  /**
   * Which of the services that hypervisors install in their Windows guests the registry knows. They stay
   * behind on a disk that was once a guest's or was installed from a guest's image.
   */
  guestServices: z.array(z.string()).optional(),
  /** What the systeminformation library makes of the same machine. */
  library: z.strictObject({ virtual: z.boolean(), host: z.string() }).optional(),
  /** Parts that could not be read. Never counted as guilt. */
  unread: z.array(z.string()).default([]),
});
export type HardwareReading = z.infer<typeof HardwareReading>;

/** Many times what any part needs on a busy machine; `command.ts` ends programs before that. */
const PART_LIMIT = 8_000;

/**
 * Collects parts of a reading. A part that cannot be read, or not within `limit` milliseconds, is named
 * instead.
 */
export async function readParts<Part extends object>(
  parts: Readonly<Record<string, () => Promise<Part>>>,
  limit = PART_LIMIT,
): Promise<{ read: Part[]; unread: string[] }> {
  const names = Object.keys(parts);
  const settled = await Promise.allSettled(
    Object.values(parts).map((read) => within(read(), limit)),
  );
  const read: Part[] = [];
  const unread: string[] = [];
  settled.forEach((result, index) => {
    if (result.status === 'fulfilled') read.push(result.value);
    else unread.push(names[index] ?? 'unknown');
  });
  return { read, unread };
}

/** Rejects when there is no answer within `limit` milliseconds. */
export async function within<T>(answer: Promise<T>, limit: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${limit} ms`));
    }, limit);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
