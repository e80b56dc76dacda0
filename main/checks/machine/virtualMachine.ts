import type { Evidence } from '../../../contract/check.ts';
import type { HardwareReading } from '../../system/hardwareReading.ts';
import {
  GUEST_ADAPTERS,
  GUEST_DEVICE_TREES,
  GUEST_FIRMWARE,
  GUEST_GRAPHICS,
  GUEST_NAMES,
  GUEST_PCI_VENDORS,
  GUEST_PROCESSOR,
  UNTOLD_DETECTIONS,
  SHARED_FIRMWARE,
  type GuestName,
} from './guestNames.ts';
import { addUp, type Score, type Signal } from './signals.ts';

/** `virtual` blocks unless allowed; `suspicious` lets start and tells the proctor. */
export type MachineVerdict = 'clean' | 'suspicious' | 'virtual';

/** Points from which a machine counts as suspicious, and as virtual. */
export const SUSPICIOUS = 50;
export const VIRTUAL = 100;

/**
 * The most that each class of signs may count: one class tells one fact. None reaches `VIRTUAL`, so no
 * class blocks alone: a guest has to show itself in two ways that are independent of each other. The
 * classes below `SUSPICIOUS` are those that physical machines were seen with. How many machines each
 * was weighed on, and how it fares on others: docs/detection-report.md.
 */
export const MACHINE_CAPS = {
  identity: 75,
  firmware: 40,
  processor: 60,
  devices: 60,
  detector: 45,
  container: 20,
  leftover: 20,
  library: 10,
  adapter: 10,
} as const;

/** Judges whether this is a guest. Pure. What was not read counts nothing. */
export function judgeVirtualMachine(
  reading: HardwareReading,
): Score & { readonly verdict: MachineVerdict } {
  const score = addUp(machineSignals(reading), MACHINE_CAPS);
  const verdict =
    score.points >= VIRTUAL ? 'virtual' : score.points >= SUSPICIOUS ? 'suspicious' : 'clean';
  return { ...score, verdict };
}

/** Every sign of a guest that the reading has, with its class and weight. Pure. */
export function machineSignals(reading: HardwareReading): Signal[] {
  return [
    ...identitySignals(reading),
    ...firmwareSignals(reading),
    ...processorSignals(reading),
    ...deviceSignals(reading),
    ...detectorSignals(reading),
  ];
}

function identitySignals(reading: HardwareReading): Signal[] {
  const { manufacturer = '', model = '', deviceTreeModel = '' } = reading;
  const isNamed = (name: GuestName) =>
    (name.manufacturer?.test(manufacturer) ?? true) && (name.model?.test(model) ?? true);
  const found = GUEST_NAMES.find(isNamed);
  if (found !== undefined) {
    const named = model || manufacturer;
    return [sign('identity', 75, 'vm_identity', { product: found.product, model: named })];
  }
  if (!GUEST_DEVICE_TREES.test(deviceTreeModel)) return [];
  return [sign('identity', 75, 'vm_identity', { product: 'KVM', model: deviceTreeModel })];
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
 * which is most new ones: there it only adds to other signs. In a Xen dom0 it is the machine's own
 * hypervisor. Elsewhere a physical machine has it not.
 */
function processorSignals(reading: HardwareReading): Signal[] {
  const { hypervisorPresent, hypervisorHost, platform, processor = '' } = reading;
  const { deviceTreeHypervisor = '' } = reading;
  const signals: Signal[] = [];
  if (hypervisorPresent === true && hypervisorHost !== true) {
    signals.push(sign('processor', platform === 'win32' ? 25 : 60, 'vm_hypervisor'));
  }
  const named = GUEST_PROCESSOR.exec(processor)?.[0];
  if (named !== undefined) {
    signals.push(sign('processor', 40, 'vm_processor', { processor: named }));
  }
  // Qualcomm's own (gunyah) runs under every Linux on its laptops.
  if (/^(linux,kvm|vmware|xen\b)/.test(deviceTreeHypervisor) && hypervisorHost !== true) {
    signals.push(sign('processor', 60, 'vm_device_tree', { product: deviceTreeHypervisor }));
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
function detectorSignals(reading: HardwareReading): Signal[] {
  const { detectedMachine = 'none', detectedContainer = 'none', library } = reading;
  const { hypervisorHost, guestServices = [] } = reading;
  const signals: Signal[] = [];
  if (!['', 'none'].includes(detectedMachine) && hypervisorHost !== true) {
    const weight = UNTOLD_DETECTIONS.has(detectedMachine) ? 20 : 45;
    signals.push(sign('detector', weight, 'vm_detected', { product: detectedMachine }));
  }
  if (!['', 'none'].includes(detectedContainer)) {
    signals.push(sign('container', 20, 'vm_container', { product: detectedContainer }));
  }
  if (guestServices.length > 0) {
    signals.push(sign('leftover', 20, 'vm_leftover', { services: guestServices.join(', ') }));
  }
  if (library?.virtual === true) {
    signals.push(sign('library', 10, 'vm_library', { product: library.host || 'unnamed' }));
  }
  return signals;
}

function sign(
  className: keyof typeof MACHINE_CAPS,
  weight: number,
  code: string,
  values: Evidence['values'] = {},
): Signal {
  return { class: className, weight, evidence: { code, values } };
}
