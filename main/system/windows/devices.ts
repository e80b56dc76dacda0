import { cleanName, type Device, type DeviceReader } from '../devices/device.ts';
import { kindOfUsb, type UsbClass } from '../devices/usbClasses.ts';
import type { DeviceCalls, WindowsDevice } from './deviceList.ts';

/** Milliseconds; a look is one call that makes the list and one for each entry's id. */
const INTERVAL = 3_000;

/** USB devices of Windows, each read once. Cameras and sound besides are told by the page's own list. */
export function windowsDevices({ listUsb }: DeviceCalls): DeviceReader {
  let known = new Map<string, WindowsDevice>();
  return {
    interval: INTERVAL,
    read() {
      const now = new Map<string, WindowsDevice>();
      for (const found of listUsb((id) => known.has(id))) {
        const device = typeof found === 'string' ? known.get(found) : found;
        if (device !== undefined) now.set(device.id, device);
      }
      known = now;
      return Promise.resolve(devicesOf([...now.values()]));
    },
  };
}

/** `USB\VID_046D&PID_082D&MI_00\7&2a…`: with `MI_`, a part of the device of the same numbers. */
const ID = /^USB\\(VID_[0-9A-F]{4}&PID_[0-9A-F]{4})[^\\]*\\(.+)$/i;
const PART = /&MI_[0-9A-F]{2}\\/i;
/** `USB\Class_08&SubClass_06&Prot_50` */
const CLASS =
  /^USB\\(?:Dev)?Class_([0-9A-F]{2})(?:&SubClass_([0-9A-F]{2}))?(?:&Prot_([0-9A-F]{2}))?$/i;

/** What Windows calls every such device, and so no name. */
const NAMELESS =
  /^(USB (Composite Device|Input Device|Mass Storage Device|Audio Device)|Unknown USB Device.*)$/i;

/** The devices, with what their parts say of them. Hubs are left out. Pure. */
export function devicesOf(listed: readonly WindowsDevice[]): Device[] {
  const numbersOf = ({ id }: WindowsDevice) => ID.exec(id)?.[1]?.toUpperCase();
  const parts = listed.filter(({ id }) => PART.test(id));
  return listed.flatMap((device) => {
    const [, , instance = ''] = ID.exec(device.id) ?? [];
    const numbers = numbersOf(device);
    if (numbers === undefined || PART.test(device.id)) return [];
    const own = [device, ...parts.filter((part) => numbersOf(part) === numbers)];
    const isPhone = own.some(
      ({ className, compatibleIds }) =>
        className === 'WPD' || compatibleIds.some((id) => /^USB\\MS_COMP_MTP$/i.test(id)),
    );
    const kind = isPhone ? 'phone' : kindOfUsb(own.flatMap(classesOf));
    if (kind === 'hub') return [];
    // Windows makes one up, with an ampersand, where the device has no serial number.
    const serial = instance.includes('&') ? '' : instance;
    const texts = [device.reported, device.friendly, device.description, ...own.map(nameOf)];
    const named = texts.find((text) => text !== '' && !NAMELESS.test(text)) ?? texts.find(Boolean);
    const name = cleanName(named ?? '', serial) || numbers;
    return [{ key: [numbers, serial, name, kind].join(' '), name, kind }];
  });
}

function nameOf({ reported, friendly, description }: WindowsDevice): string {
  return reported || friendly || description;
}

function classesOf({ compatibleIds }: WindowsDevice): UsbClass[] {
  return compatibleIds.flatMap((id) => {
    const [, code, subclass = '0', protocol = '0'] = CLASS.exec(id) ?? [];
    if (code === undefined) return [];
    const number = (text: string) => Number.parseInt(text, 16);
    return [{ class: number(code), subclass: number(subclass), protocol: number(protocol) }];
  });
}
