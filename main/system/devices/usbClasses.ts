import type { DeviceKind } from '../../../contract/device.ts';

/** Class, subclass and protocol, as a USB descriptor has them. */
export interface UsbClass {
  readonly class: number;
  readonly subclass: number;
  readonly protocol: number;
  /** The text of an interface, where the system gives it. */
  readonly words?: string;
}

interface Rule {
  readonly kind: DeviceKind;
  readonly fits: (part: UsbClass) => boolean;
}

/**
 * What a device is, by any of its parts; the one that matters most to an exam comes first. Class numbers:
 * usb.org, "Defined Class Codes"; still image with PTP is how iPhones and cameras give files, an interface
 * called MTP how Android does (libmtp, README), 255/66/1 is Android's debug bridge.
 */
const RULES: readonly Rule[] = [
  { kind: 'phone', fits: (part) => part.class === 0x06 || part.words === 'MTP' },
  { kind: 'phone', fits: (part) => part.class === 0xff && part.subclass === 0x42 },
  // Ethernet (6), NCM (13), MBIM (14); RNDIS, as tethering does; Bluetooth adapters.
  { kind: 'network', fits: (part) => part.class === 0x02 && [6, 13, 14].includes(part.subclass) },
  { kind: 'network', fits: (part) => part.class === 0xe0 },
  { kind: 'network', fits: (part) => part.class === 0xef && part.subclass === 4 },
  { kind: 'storage', fits: (part) => part.class === 0x08 },
  { kind: 'camera', fits: (part) => part.class === 0x0e },
  { kind: 'keyboard', fits: (part) => part.class === 0x03 && part.protocol === 1 },
  { kind: 'mouse', fits: (part) => part.class === 0x03 && part.protocol === 2 },
  { kind: 'audio', fits: (part) => part.class === 0x01 },
  { kind: 'printer', fits: (part) => part.class === 0x07 },
  { kind: 'hub', fits: (part) => part.class === 0x09 },
];

/** What a device with these parts is. Pure. */
export function kindOfUsb(parts: readonly UsbClass[]): DeviceKind {
  return RULES.find(({ fits }) => parts.some(fits))?.kind ?? 'unknown';
}
