import { describe, expect, it } from 'vitest';
import { connectedDevices } from '../../../../main/system/devices/connected.ts';
import { cleanName, fullName, type Device } from '../../../../main/system/devices/device.ts';
import { macDevices, parseMacDevices } from '../../../../main/system/devices/macos.ts';
import { isSameName, mediaDevices } from '../../../../main/system/devices/media.ts';
import { kindOfUsb } from '../../../../main/system/devices/usbClasses.ts';
import { devicesOf, windowsDevices } from '../../../../main/system/windows/devices.ts';
import type { WindowsDevice } from '../../../../main/system/windows/deviceList.ts';
import { INTERFACES, USB_PLANE } from '../../../fixtures/devices/ioreg.ts';

const told = (devices: readonly Device[]) => devices.map(({ kind, name }) => `${kind}: ${name}`);

describe('the devices of a Mac', () => {
  it('are named with what they are, by their interfaces; hubs and controllers are none', () => {
    expect(told(parseMacDevices(USB_PLANE, INTERFACES))).toEqual([
      'audio: Focusrite - Novation Launchpad X',
      'storage: Generic USB3.0 Card Reader',
      'phone: Apple Inc. iPhone',
      'keyboard: Logitech USB Keyboard',
    ]);
  });

  it('have interfaces asked for only when others are there', async () => {
    const asked: string[] = [];
    const reader = macDevices((_program, args) => {
      asked.push(args[0] ?? '');
      return Promise.resolve(args.includes('IOUSBHostInterface') ? INTERFACES : USB_PLANE);
    });
    const first = await reader.read();
    expect(await reader.read()).toEqual(first);
    expect(asked).toEqual(['-p', '-r', '-p']);
  });

  it('are none where nothing is plugged in', () => {
    expect(parseMacDevices('+-o Root  <class IORegistryEntry, id 0x100000100>\n', '')).toEqual([]);
  });
});

/** As Windows 11 lists them: a composite device and its parts, in the words of its own drivers. */
const listed = (id: string, description: string, compatibleIds: string[], rest = {}) =>
  ({
    id,
    reported: '',
    friendly: '',
    description,
    maker: '',
    className: 'USB',
    compatibleIds,
    ...rest,
  }) satisfies WindowsDevice;

const WINDOWS: readonly WindowsDevice[] = [
  listed('USB\\ROOT_HUB30\\4&20b5f8a1&0&0', 'USB Root Hub (USB 3.0)', []),
  listed('USB\\VID_05E3&PID_0610\\5&1a2b3c4d&0&1', 'Generic USB Hub', [
    'USB\\DevClass_09&SubClass_00&Prot_02',
  ]),
  listed(
    'USB\\VID_046D&PID_082D\\7BF3D2EF',
    'USB Composite Device',
    ['USB\\DevClass_00&SubClass_00&Prot_00', 'USB\\COMPOSITE'],
    { reported: 'HD Pro Webcam C920' },
  ),
  listed('USB\\VID_046D&PID_082D&MI_00\\7&2a1b0c9d&0&0000', 'HD Pro Webcam C920', [
    'USB\\Class_0e&SubClass_03&Prot_00',
  ]),
  listed('USB\\VID_046D&PID_C31C\\6&3&0&2', 'USB Composite Device', ['USB\\COMPOSITE']),
  listed('USB\\VID_046D&PID_C31C&MI_00\\7&1&0&0000', 'USB Input Device', [
    'USB\\Class_03&SubClass_01&Prot_01',
  ]),
  listed('USB\\VID_0781&PID_5583\\4C530001310821106084', 'USB Mass Storage Device', [
    'USB\\Class_08&SubClass_06&Prot_50',
  ]),
  listed(
    'USB\\VID_04E8&PID_6860\\R58M12ABCDE',
    'SAMSUNG Mobile USB Composite Device',
    ['USB\\COMPOSITE'],
    { reported: 'SAMSUNG_Android' },
  ),
  listed('USB\\VID_04E8&PID_6860&MI_00\\7&3&0&0000', 'Galaxy S21', ['USB\\MS_COMP_MTP'], {
    className: 'WPD',
  }),
];

describe('the devices of Windows', () => {
  it('are named by what the device says of itself, with what its parts are', () => {
    expect(told(devicesOf(WINDOWS))).toEqual([
      'camera: HD Pro Webcam C920',
      // Where nothing has a name, Windows' own word for such a device.
      'keyboard: USB Composite Device',
      'storage: USB Mass Storage Device',
      'phone: SAMSUNG_Android',
    ]);
  });

  it('are the same with a serial number wherever they are plugged in', () => {
    const [stick] = devicesOf(WINDOWS.filter(({ id }) => id.includes('0781')));
    expect(stick?.key).toContain('4C530001310821106084');
    const [keyboard] = devicesOf(WINDOWS.filter(({ id }) => id.includes('C31C')));
    expect(keyboard?.key).not.toContain('6&3&0&2');
  });

  it('are asked about once', async () => {
    const described: string[] = [];
    const reader = windowsDevices({
      listUsb: (known) =>
        WINDOWS.map((device) => {
          if (known(device.id)) return device.id;
          described.push(device.id);
          return device;
        }),
    });
    const first = await reader.read();
    expect(await reader.read()).toEqual(first);
    expect(described).toHaveLength(WINDOWS.length);
  });
});

describe('cameras and sound as Chromium lists them', () => {
  it('are one device a name, without its choice of a default', () => {
    const devices = mediaDevices(
      [
        { kind: 'audioinput', label: 'Default - Microphone (2- Jabra Evolve 30)' },
        { kind: 'audioinput', label: 'Microphone (2- Jabra Evolve 30)' },
        { kind: 'audiooutput', label: 'Communications - Headset (2- Jabra Evolve 30)' },
        { kind: 'audiooutput', label: 'Headset (2- Jabra Evolve 30)' },
        { kind: 'audiooutput', label: 'Speakers (Realtek(R) Audio)' },
        { kind: 'videoinput', label: 'HD Pro Webcam C920 (046d:082d)' },
      ],
      'win32',
    );
    expect(told(devices)).toEqual([
      'audio: Jabra Evolve 30',
      'audio: Realtek(R) Audio',
      'camera: HD Pro Webcam C920',
    ]);
  });

  it('of Linux leave out what the computer plays itself', () => {
    const devices = mediaDevices(
      [
        { kind: 'audioinput', label: 'Default' },
        { kind: 'audioinput', label: 'Monitor of Built-in Audio Analog Stereo' },
        { kind: 'audiooutput', label: 'Built-in Audio Analog Stereo' },
        { kind: 'audiooutput', label: 'WH-1000XM4' },
        { kind: 'audioinput', label: '' },
        { kind: 'videoinput', label: '/home/ada/film.mjpeg' },
      ],
      'linux',
    );
    expect(told(devices)).toEqual(['audio: WH-1000XM4', 'camera: film.mjpeg']);
  });

  it('are told apart from what the system lists, also after it was unplugged', async () => {
    let system: Device[] = [{ key: 'a', name: 'HD Pro Webcam C920', kind: 'camera' }];
    const devices = connectedDevices({ interval: 1, read: () => Promise.resolve(system) }, 'linux');
    const heard: number[] = [];
    const forget = devices.onMedia(() => heard.push(1));
    expect(devices.media()).toBeUndefined();
    expect(devices.listed()).toBeUndefined();
    devices.tellMedia([
      { kind: 'videoinput', label: 'HD Pro Webcam C920 (046d:082d)' },
      { kind: 'audioinput', label: 'HD Pro Webcam C920 Analog Stereo' },
      { kind: 'audiooutput', label: 'WH-1000XM4' },
    ]);
    expect(told(await devices.list())).toEqual(['camera: HD Pro Webcam C920', 'audio: WH-1000XM4']);
    system = [];
    await devices.read();
    expect(told(devices.media() ?? [])).toEqual(['audio: WH-1000XM4']);
    expect(told(devices.listed()?.system ?? [])).toEqual(['camera: HD Pro Webcam C920']);
    forget();
    devices.tellMedia([]);
    expect(heard).toEqual([1]);
  });
});

describe('a name', () => {
  it.each([
    ['KALAMA-MTP_CID:0413_SN:8A5F2C11', '8a5f2c11', 'KALAMA-MTP'],
    ['Ultra Fit 4C530001310821106084', '4C530001310821106084', 'Ultra Fit'],
    ['  USB\u0000 Drive\n', '', 'USB Drive'],
    ['Casino 12', '12', 'Casino 12'],
  ])('%j of serial %j is %j', (name, serial, clean) => {
    expect(cleanName(name, serial)).toBe(clean);
  });

  it('has its maker once', () => {
    expect(fullName('SanDisk', 'Ultra Fit')).toBe('SanDisk Ultra Fit');
    expect(fullName('Logitech, Inc.', 'Logitech BRIO')).toBe('Logitech BRIO');
    expect(fullName('', 'Thing')).toBe('Thing');
    expect(fullName('Maker', '')).toBe('Maker');
  });

  it('is another’s where one is part of the other, and not by a few letters', () => {
    expect(isSameName('C920', 'HD Pro Webcam C920 Analog Stereo')).toBe(true);
    expect(isSameName('USB', 'USB Audio')).toBe(false);
  });
});

it('what matters most of a device with several parts decides what it is', () => {
  const part = (code: number, subclass = 0, protocol = 0) => ({ class: code, subclass, protocol });
  expect(kindOfUsb([part(3, 1, 1), part(8, 6, 80)])).toBe('storage');
  expect(kindOfUsb([part(0xff, 0x42, 1), part(8, 6, 80)])).toBe('phone');
  expect(kindOfUsb([part(1, 1), part(3)])).toBe('audio');
  expect(kindOfUsb([part(2, 13), part(10)])).toBe('network');
  expect(kindOfUsb([part(2, 2, 1), part(10)])).toBe('unknown');
  expect(kindOfUsb([])).toBe('unknown');
});
