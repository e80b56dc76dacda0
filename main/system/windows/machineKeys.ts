import type { HardwareReading } from '../hardwareReading.ts';
import { GUEST_SERVICES, HYPER_V_GUEST } from './guestServices.ts';
import type { Registry } from './registry.ts';

/** What the registry tells of the machine, without starting a program. */
export interface MachineKeys {
  readonly hardware: HardwareReading;
  /**
   * Services that hypervisors install in their Windows guests, by name; `Hyper-V` for the key that it
   * makes instead. They stay behind on a disk that was once a guest's.
   */
  readonly guestServices: readonly string[];
  /** Names under which the firmware keeps its ACPI tables: `DELL__`, `VBOX__`, `BOCHS_`, … */
  readonly firmwareTables: readonly string[];
}

const BIOS = 'HARDWARE\\DESCRIPTION\\System\\BIOS';
const PROCESSOR = 'HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\0';
const ACPI = 'HARDWARE\\ACPI\\DSDT';
const DISPLAY_ADAPTERS =
  'SYSTEM\\CurrentControlSet\\Control\\Class\\{4d36e968-e325-11ce-bfc1-08002be10318}';
const SERVICES = 'SYSTEM\\CurrentControlSet\\Services';

const GUEST_KEYS: readonly (readonly [name: string, key: string])[] = [
  ...GUEST_SERVICES.map((name) => [name, `${SERVICES}\\${name}`] as const),
  ['Hyper-V', HYPER_V_GUEST],
];

/** The name of each part, the value that holds it, and the key where that stands. */
const NAMES = [
  ['manufacturer', 'SystemManufacturer', BIOS],
  ['model', 'SystemProductName', BIOS],
  ['biosVendor', 'BIOSVendor', BIOS],
  ['biosVersion', 'BIOSVersion', BIOS],
  ['boardVendor', 'BaseBoardManufacturer', BIOS],
  ['boardModel', 'BaseBoardProduct', BIOS],
  ['processor', 'ProcessorNameString', PROCESSOR],
] as const;

/** What the registry does not hold, or only beside devices that are long gone. */
const UNTOLD = ['hypervisorPresent', 'pci', 'adapters'];

/** A part that cannot be read is named in `unread`, and no sign of anything. */
export function readMachineKeys(registry: Registry): MachineKeys {
  const unread: string[] = [];
  const attempt = <Result>(part: string, read: () => Result): Result | undefined => {
    try {
      return read();
    } catch {
      unread.push(part);
      return undefined;
    }
  };
  const names = NAMES.flatMap(([part, value, key]) => {
    const read = attempt(part, () => registry.readValue('machine', key, value));
    const text = typeof read === 'string' ? read.trim() : '';
    if (text === '' && !unread.includes(part)) unread.push(part);
    return text === '' ? [] : [[part, text] as const];
  });
  const graphics = attempt('graphics', () => graphicsOf(registry));
  const guestServices = GUEST_KEYS.flatMap(([name, key]) =>
    attempt(name, () => registry.hasKey('machine', key)) === true ? [name] : [],
  );
  const firmwareTables = attempt('acpi', () => registry.listKeys('machine', ACPI)) ?? [];
  return {
    hardware: {
      platform: 'win32',
      ...Object.fromEntries(names),
      ...(graphics === undefined ? {} : { graphics }),
      unread: [...unread, ...UNTOLD],
    },
    guestServices,
    firmwareTables,
  };
}

/** Adapters that are gone leave their drivers' keys behind; the names serve as a weak sign only. */
function graphicsOf(registry: Registry): string[] {
  const places = registry
    .listKeys('machine', DISPLAY_ADAPTERS)
    .filter((key) => /^\d{4}$/.test(key));
  const names = places.map((place) =>
    registry.readValue('machine', `${DISPLAY_ADAPTERS}\\${place}`, 'DriverDesc'),
  );
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}
