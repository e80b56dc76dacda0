import type { RunCommand } from '../command.ts';
import { cleanName, fullName, type Device, type DeviceReader } from './device.ts';
import { kindOfUsb, type UsbClass } from './usbClasses.ts';

/** Milliseconds. Each look starts `ioreg`, which takes some hundredths of a second. */
const INTERVAL = 15_000;

/** USB devices of a Mac. Its cameras and sound are told by the page's own list. */
export function macDevices(run: RunCommand): DeviceReader {
  let seen = '';
  let interfaces = '';
  return {
    interval: INTERVAL,
    async read() {
      const tree = await run('/usr/sbin/ioreg', ['-p', 'IOUSB', '-l', '-w0']);
      const places = placesOf(tree);
      // The plane of USB holds no interfaces; they are asked for when other devices are there.
      if (places !== seen) {
        interfaces = await run('/usr/sbin/ioreg', ['-r', '-c', 'IOUSBHostInterface', '-l', '-w0']);
        seen = places;
      }
      return parseMacDevices(tree, interfaces);
    },
  };
}

interface Node {
  readonly type: string;
  readonly properties: ReadonlyMap<string, string>;
}

/**
 * The devices in `ioreg -p IOUSB -l -w0`, with their parts from the list of interfaces, which belong to
 * the device at the same place. Pure.
 */
export function parseMacDevices(tree: string, interfaces: string): Device[] {
  const parts = nodesOf(interfaces).filter(({ type }) => type === 'IOUSBHostInterface');
  return nodesOf(tree).flatMap((node) => {
    const { properties } = node;
    const [vendor, productId] = [properties.get('idVendor'), properties.get('idProduct')];
    if (vendor === undefined || productId === undefined) return [];
    const text = (...names: string[]) => names.map((name) => properties.get(name)).find(Boolean);
    const serial = text('kUSBSerialNumberString', 'USB Serial Number') ?? '';
    const product = text('kUSBProductString', 'USB Product Name') ?? '';
    const maker = text('kUSBVendorString', 'USB Vendor Name') ?? '';
    const place = properties.get('locationID');
    const own = parts.filter((part) => part.properties.get('locationID') === place);
    const classes = [classOf(node, 'bDevice'), ...own.map((part) => classOf(part, 'bInterface'))];
    // What takes programs of iOS is an iPhone or an iPad, locked and without interfaces too.
    const kind = properties.get('SupportsIPhoneOS') === 'Yes' ? 'phone' : kindOfUsb(classes);
    if (kind === 'hub') return [];
    const name = cleanName(fullName(maker, product), serial) || `USB ${vendor}:${productId}`;
    return [{ key: [vendor, productId, serial, name, kind].join(' '), name, kind }];
  });
}

/** Nodes of a tree that `ioreg -l` printed; only simple properties are taken. */
function nodesOf(text: string): Node[] {
  const nodes: { type: string; properties: Map<string, string> }[] = [];
  for (const line of text.split('\n')) {
    const type = /\+-o .*<class (\w+)/.exec(line)?.[1];
    if (type !== undefined) nodes.push({ type, properties: new Map() });
    const [, name, words, number] = /^[\s|]*"([^"]+)" = (?:"(.*)"|(\w+))\s*$/.exec(line) ?? [];
    if (name !== undefined) nodes.at(-1)?.properties.set(name, words ?? number ?? '');
  }
  return nodes;
}

function classOf({ properties }: Node, prefix: 'bDevice' | 'bInterface'): UsbClass {
  const number = (name: string) => Number(properties.get(`${prefix}${name}`) ?? 0);
  return { class: number('Class'), subclass: number('SubClass'), protocol: number('Protocol') };
}

/** Which devices are there, in short: an address is given anew each time one is plugged in. */
function placesOf(tree: string): string {
  return [...tree.matchAll(/"(?:locationID|sessionID)" = (\d+)/g)].map(([, id]) => id).join(' ');
}
