import type { NamedDevice } from '../../../contract/device.ts';

/** A device that is connected now. */
export interface Device extends NamedDevice {
  /**
   * Tells it from others and stays the same when it is plugged in again, elsewhere too. May hold a serial
   * number: it is compared in memory, and never written down, logged or sent.
   */
  readonly key: string;
}

/** Lists what is connected. Hubs are left out: nobody does anything with one alone. */
export interface DeviceReader {
  /** Milliseconds between two looks that their cost allows. */
  readonly interval: number;
  /** Rejects when the system refuses; what it has no word of is left out. */
  readonly read: () => Promise<readonly Device[]>;
}

/** Longest name that is passed on; no maker's is longer. */
const LONGEST = 100;

/**
 * A name without what does not belong into one: control characters, the device's serial number, and the
 * `_SN:…` that phones put into theirs.
 */
export function cleanName(name: string, serial = ''): string {
  return without(name, serial)
    .replaceAll(/(?:^|[_\s])(?:SN|CID|S\/N)[:=]\S*/gi, '')
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .replaceAll(/\s*\(\s*\)/g, '')
    .trim()
    .slice(0, LONGEST);
}

/** Makers write it in either case. Shorter ones are in names by chance. */
function without(name: string, serial: string): string {
  const at = serial.length < 4 ? -1 : name.toLowerCase().indexOf(serial.toLowerCase());
  return at < 0 ? name : name.slice(0, at) + name.slice(at + serial.length);
}

/** Maker and product in one: the maker's name is often part of the product's already. */
export function fullName(maker: string, product: string): string {
  if (product === '') return maker;
  const [first = ''] = maker.split(/[\s,]/);
  const isPart = product.toLowerCase().includes(first.toLowerCase());
  return isPart ? product : `${maker} ${product}`;
}
