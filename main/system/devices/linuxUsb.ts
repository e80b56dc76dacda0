import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readIfThere } from '../readIfThere.ts';
import { cleanName, fullName, type Device } from './device.ts';
import { kindOfUsb, type UsbClass } from './usbClasses.ts';

export interface UsbReading {
  readonly device: Device;
  /** False while the kernel still sets it up: what it is, is not known then. */
  readonly configured: boolean;
}

/**
 * Reads the folder of one USB device (Documentation/ABI/testing/sysfs-bus-usb in the kernel's sources).
 * Undefined when it is gone before it is read.
 */
export async function readUsbDevice(folder: string): Promise<UsbReading | undefined> {
  const text = async (name: string): Promise<string> =>
    (await readIfThere(path.join(folder, name)))?.trim() ?? '';
  const [vendor, productId] = [await text('idVendor'), await text('idProduct')];
  if (vendor === '') return undefined;
  const serial = await text('serial');
  const named = fullName(await text('manufacturer'), await text('product'));
  const interfaces = await readInterfaces(folder);
  const whole = await readClass(folder, 'bDevice');
  const kind = kindOfUsb([...interfaces, ...(whole === undefined ? [] : [whole])]);
  const name = cleanName(named, serial) || `USB ${vendor}:${productId}`;
  return {
    device: { key: [vendor, productId, serial, name, kind].join(' '), name, kind },
    // A hub is one before it has interfaces.
    configured: interfaces.length > 0 || kind === 'hub',
  };
}

async function readInterfaces(folder: string): Promise<UsbClass[]> {
  const entries = await readdir(folder).catch(() => []);
  const parts = await Promise.all(
    entries
      .filter((name) => /:\d+\.\d+$/.test(name))
      .map((name) => readClass(path.join(folder, name), 'bInterface')),
  );
  return parts.filter((part) => part !== undefined);
}

async function readClass(
  folder: string,
  prefix: 'bDevice' | 'bInterface',
): Promise<UsbClass | undefined> {
  const number = async (name: string): Promise<number> =>
    Number.parseInt((await readIfThere(path.join(folder, `${prefix}${name}`))) ?? '', 16);
  const [code, subclass, protocol] = [
    await number('Class'),
    await number('SubClass'),
    await number('Protocol'),
  ];
  if (Number.isNaN(code)) return undefined;
  const words = (await readIfThere(path.join(folder, 'interface')))?.trim();
  return { class: code, subclass, protocol, ...(words === undefined ? {} : { words }) };
}
