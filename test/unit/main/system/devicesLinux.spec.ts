import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linuxDevices, parseSoundCards } from '../../../../main/system/devices/linux.ts';
import { devicesRoot } from '../../../../main/system/devices/index.ts';
import { plugInUsb, unplugUsb, USB } from '../../../fixtures/devices/sysfs.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'devices-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const names = async (reader = linuxDevices(root)) =>
  (await reader.read()).map(({ name, kind }) => `${kind}: ${name}`).sort();

/** A node of a camera, where the kernel has it. */
async function addVideo(node: string, name: string, where: string): Promise<void> {
  const folder = path.join(root, 'sys/devices', where, 'video4linux', node);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'name'), `${name}\n`);
  const list = path.join(root, 'sys/class/video4linux');
  await mkdir(list, { recursive: true });
  await symlink(path.relative(list, folder), path.join(list, node));
}

describe('the devices of Linux', () => {
  it('are none on a machine without any bus, as in a container', async () => {
    expect(await names()).toEqual([]);
  });

  it('are named by maker and product with what they are; hubs are none', async () => {
    for (const device of Object.values(USB)) await plugInUsb(root, device);
    expect(await names()).toEqual([
      'camera: HD Pro Webcam C920',
      'keyboard: Logitech USB Keyboard',
      'mouse: Logitech USB Optical Mouse',
      'network: Google Pixel 7',
      'phone: OnePlus KALAMA-MTP',
      'storage: SanDisk Ultra Fit',
    ]);
  });

  it('are called by their numbers where nobody gave them a name', async () => {
    const { idVendor, idProduct, place, interfaces } = USB.stick;
    await plugInUsb(root, { idVendor, idProduct, place, interfaces });
    expect(await names()).toEqual(['storage: USB 0781:5583']);
  });

  it('come and go between two looks, also in the same place', async () => {
    const reader = linuxDevices(root);
    await plugInUsb(root, USB.stick);
    const [stick] = await reader.read();
    await unplugUsb(root, USB.stick);
    await plugInUsb(root, { ...USB.mouse, place: USB.stick.place });
    expect(await names(reader)).toEqual(['mouse: Logitech USB Optical Mouse']);
    await unplugUsb(root, USB.stick);
    expect(await names(reader)).toEqual([]);
    await plugInUsb(root, { ...USB.stick, place: '2-1.4' });
    // Elsewhere it is the same one.
    expect(await reader.read()).toEqual([stick]);
  });

  it('are told once the kernel has set them up, and also when it never does', async () => {
    const reader = linuxDevices(root);
    await plugInUsb(root, { ...USB.stick, interfaces: [] });
    expect(await names(reader)).toEqual([]);
    await unplugUsb(root, USB.stick);
    await plugInUsb(root, USB.stick);
    expect(await names(reader)).toEqual(['storage: SanDisk Ultra Fit']);
    await plugInUsb(root, { ...USB.phone, interfaces: [] });
    await reader.read();
    await reader.read();
    expect(await names(reader)).toContain('unknown: OnePlus KALAMA-MTP');
  });

  it('are cameras besides that are on no USB, each once', async () => {
    await plugInUsb(root, USB.camera);
    await addVideo('video0', 'HD Pro Webcam C920', 'pci0000:00/0000:00:14.0/usb1/1-3/1-3:1.0');
    await addVideo('video1', 'Intel IPU6 ISYS Capture 0', 'pci0000:00/0000:00:05.0');
    await addVideo('video2', 'Intel IPU6 ISYS Capture 1', 'pci0000:00/0000:00:05.0');
    await addVideo('video3', 'OBS Virtual Camera', 'virtual');
    expect(await names()).toEqual([
      'camera: HD Pro Webcam C920',
      'camera: Intel IPU6 ISYS Capture',
      'camera: OBS Virtual Camera',
    ]);
  });

  it('never carry a serial number in what is told', async () => {
    for (const device of Object.values(USB)) await plugInUsb(root, device);
    const told = JSON.stringify(await names()).toLowerCase();
    for (const device of Object.values(USB)) {
      if ('serial' in device) expect(told).not.toContain(device.serial.toLowerCase());
    }
  });
});

it('sound cards of the computer’s own are listed, and not those on USB again', () => {
  const cards = ` 0 [PCH            ]: HDA-Intel - HDA Intel PCH
                      HDA Intel PCH at 0x92330000 irq 128
 1 [C920           ]: USB-Audio - HD Pro Webcam C920
                      HD Pro Webcam C920 at usb-0000:00:14.0-3, high speed
`;
  expect(parseSoundCards(cards).map(({ name, kind }) => [name, kind])).toEqual([
    ['HDA Intel PCH', 'audio'],
  ]);
  expect(parseSoundCards('--- no soundcards ---\n')).toEqual([]);
});

it('another root is taken in tests only', () => {
  const environment = { INVIGIL_DEVICES: '/somewhere' };
  expect(devicesRoot({ acceptsTestMeans: true }, environment)).toBe('/somewhere');
  expect(devicesRoot({ acceptsTestMeans: false }, environment)).toBe('/');
});

it('this machine is listed without a fault', async () => {
  for (const { name } of await linuxDevices().read()) expect(name).not.toBe('');
});
