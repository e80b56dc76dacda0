import type { Evidence } from '../../../contract/check.ts';
import type { HardwareReading } from '../../system/hardwareReading.ts';
import {
  GUEST_ADAPTERS,
  GUEST_FIRMWARE,
  GUEST_GRAPHICS,
  GUEST_NAMES,
  GUEST_PCI_VENDORS,
  SHARED_FIRMWARE,
  type GuestName,
} from './guestNames.ts';
import { addUp, type Score, type Signal } from './signals.ts';

/** `virtual` blocks unless allowed; `suspicious` lets start and tells the proctor. */
export type MachineVerdict = 'clean' | 'suspicious' | 'virtual';

/** Points from which a machine counts as suspicious, and as virtual. */
const SUSPICIOUS = 50;
const VIRTUAL = 100;

/**
 * The most that each class of signs may count. None reaches `VIRTUAL`, so no class blocks alone:
 * a guest has to show itself in two ways that are independent of each other.
 */
const CAPS = {
  identity: 70,
  firmware: 40,
  processor: 60,
  devices: 60,
  detector: 50,
  container: 20,
  library: 10,
  adapter: 10,
} as const;

/** Judges whether this is a guest. Pure. What was not read counts nothing. */
export function judgeVirtualMachine(
  reading: HardwareReading,
): Score & { readonly verdict: MachineVerdict } {
  const score = addUp(signalsOf(reading), CAPS);
  const verdict =
    score.points >= VIRTUAL ? 'virtual' : score.points >= SUSPICIOUS ? 'suspicious' : 'clean';
  return { ...score, verdict };
}

function signalsOf(reading: HardwareReading): Signal[] {
  return [
    ...identitySignals(reading),
    ...firmwareSignals(reading),
    ...processorSignals(reading),
    ...deviceSignals(reading),
    ...detectorSignals(reading),
  ];
}

function identitySignals({ manufacturer = '', model = '' }: HardwareReading): Signal[] {
  const isNamed = (name: GuestName) =>
    (name.manufacturer?.test(manufacturer) ?? true) && (name.model?.test(model) ?? true);
  const found = GUEST_NAMES.find(isNamed);
  if (found === undefined) return [];
  return [
    sign('identity', 70, 'vm_identity', { product: found.product, model: model || manufacturer }),
  ];
}

function firmwareSignals(reading: HardwareReading): Signal[] {
  const { biosVendor, biosVersion, boardVendor, boardModel } = reading;
  const texts = [biosVendor, biosVersion, boardVendor, boardModel].filter(
    (text) => text !== undefined,
  );
  const found = GUEST_FIRMWARE.find(({ text }) => texts.some((value) => text.test(value)));
  if (found !== undefined) return [sign('firmware', 40, 'vm_firmware', { product: found.product })];
  const shared = texts.find((value) => SHARED_FIRMWARE.test(value));
  return shared === undefined ? [] : [sign('firmware', 20, 'vm_firmware', { product: shared })];
}

/**
 * On Windows the flag is also set on physical machines with memory integrity, Hyper-V, WSL or Docker,
 * which is most new ones: there it only adds to other signs. Elsewhere a physical machine has it not.
 */
function processorSignals({
  hypervisorPresent,
  platform,
  processor = '',
}: HardwareReading): Signal[] {
  const signals: Signal[] = [];
  if (hypervisorPresent === true) {
    signals.push(sign('processor', platform === 'win32' ? 30 : 60, 'vm_hypervisor'));
  }
  // "VirtualApple" is Rosetta on a physical Mac.
  const named = /\b(QEMU Virtual CPU|Common KVM processor|Apple .*\(Virtual\))/.exec(
    processor,
  )?.[1];
  if (named !== undefined) {
    signals.push(sign('processor', 40, 'vm_processor', { processor: named }));
  }
  return signals;
}

function deviceSignals({
  pciVendors = [],
  graphics = [],
  adapterMakers = [],
}: HardwareReading): Signal[] {
  const products = new Set(
    pciVendors.map((id) => GUEST_PCI_VENDORS[id]).filter((name) => name !== undefined),
  );
  const adapters = graphics.filter((name) => GUEST_GRAPHICS.test(name));
  const makers = adapterMakers.filter((maker) => GUEST_ADAPTERS.has(maker));
  return [
    ...[...products].map((product) => sign('devices', 50, 'vm_device', { product })),
    ...adapters.map((adapter) => sign('devices', 40, 'vm_graphics', { adapter })),
    ...makers.map((maker) => sign('adapter', 10, 'vm_network_adapter', { maker })),
  ];
}

/** What others made of the same machine; their reasons overlap with ours, so they count less. */
function detectorSignals({
  detectedMachine,
  detectedContainer,
  library,
}: HardwareReading): Signal[] {
  const signals: Signal[] = [];
  if (detectedMachine !== undefined && !['', 'none'].includes(detectedMachine)) {
    signals.push(sign('detector', 50, 'vm_detected', { product: detectedMachine }));
  }
  if (detectedContainer !== undefined && !['', 'none'].includes(detectedContainer)) {
    signals.push(sign('container', 20, 'vm_container', { product: detectedContainer }));
  }
  if (library?.virtual === true) {
    signals.push(sign('library', 10, 'vm_library', { product: library.host || 'unnamed' }));
  }
  return signals;
}

function sign(
  className: keyof typeof CAPS,
  weight: number,
  code: string,
  values: Evidence['values'] = {},
): Signal {
  return { class: className, weight, evidence: { code, values } };
}
