import { lstatSync, readdirSync } from 'node:fs';
import { readlink } from 'node:fs/promises';
import path from 'node:path';
import { readIfThere } from '../readIfThere.ts';
import { cleanName, type Device, type DeviceReader } from './device.ts';
import { readUsbDevice } from './linuxUsb.ts';

/**
 * Milliseconds. A look is two listings and a small file. The listings are in memory and asked for at once:
 * waiting for each took ten times as long as it.
 */
const INTERVAL = 2_000;
/** A device is taken as it is once it was seen this often without being set up by the kernel. */
const UNFINISHED = 3;

interface Known {
  /** Another one of the same place in the tree is another folder. */
  readonly mark: string;
  readonly device: Device | undefined;
}

/**
 * Devices as the kernel lists them. A device is read once, when it is new.
 * @param root `/`, or a folder laid out alike
 */
export function linuxDevices(root = '/'): DeviceReader {
  const usbFolder = path.join(root, 'sys/bus/usb/devices');
  const videoFolder = path.join(root, 'sys/class/video4linux');
  let known = new Map<string, Known>();
  const unfinished = new Map<string, number>();

  const readUsb = async (entry: string, mark: string): Promise<Known | undefined> => {
    const reading = await readUsbDevice(path.join(usbFolder, entry));
    if (reading === undefined) return undefined;
    if (reading.configured) return { mark, device: reading.device };
    const seen = (unfinished.get(mark) ?? 0) + 1;
    unfinished.set(mark, seen);
    return seen < UNFINISHED ? undefined : { mark, device: reading.device };
  };
  const read = async (): Promise<readonly Device[]> => {
    const now = new Map<string, Known>();
    const look = async (
      folder: string,
      entries: readonly string[],
      readOne: (entry: string, mark: string) => Promise<Known | undefined>,
    ): Promise<void> => {
      for (const entry of entries) {
        const file = path.join(folder, entry);
        const mark = markOf(file);
        if (mark === undefined) continue;
        const before = known.get(file);
        const found = before?.mark === mark ? before : await readOne(entry, mark);
        if (found !== undefined) now.set(file, found);
      }
    };
    // Interfaces (1-2:1.0) belong to their device; root hubs (usb1) are part of the computer.
    const usb = namesIn(usbFolder).filter((name) => /^\d+-[\d.]+$/.test(name));
    await look(usbFolder, usb, readUsb);
    const video = namesIn(videoFolder).filter((name) => /^video\d+$/.test(name));
    await look(videoFolder, video, (entry, mark) => readVideo(videoFolder, entry, mark));
    const cards = parseSoundCards((await readIfThere(path.join(root, 'proc/asound/cards'))) ?? '');
    known = now;
    const found = [...now.values()].flatMap(({ device }) => device ?? []);
    return [...found.filter(({ kind }) => kind !== 'hub').filter(onceNamed()), ...cards];
  };
  return { interval: INTERVAL, read };
}

/** What the folder is; undefined when it is gone already. */
function markOf(file: string): string | undefined {
  try {
    const { ino, ctimeMs } = lstatSync(file);
    return `${ino} ${ctimeMs}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A machine without the driver has no such folder, and none of its devices. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A camera that is on no USB: built in by another bus, or made by a program. */
async function readVideo(folder: string, entry: string, mark: string): Promise<Known> {
  const target = await readlink(path.join(folder, entry)).catch(() => '');
  const name = cleanName((await readIfThere(path.join(folder, entry, 'name'))) ?? '');
  // The USB device itself is listed.
  if (/\/usb\d+\//.test(target) || name === '') return { mark, device: undefined };
  // One camera of a laptop may have dozens of numbered nodes.
  const plain = name.replace(/[\s:]*\d+$/, '');
  return { mark, device: { key: `video ${plain}`, name: plain, kind: 'camera' } };
}

/** Keeps the first of several nodes of one camera; two USB devices alike are two. */
function onceNamed(): (device: Device) => boolean {
  const seen = new Set<string>();
  return ({ key }) => {
    if (!key.startsWith('video ')) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
}

/**
 * Sound cards in `/proc/asound/cards`, two lines each: ` 0 [PCH   ]: HDA-Intel - HDA Intel PCH`. Those on
 * USB are listed as the devices that they are. Pure.
 */
export function parseSoundCards(text: string): Device[] {
  const cards = [...text.matchAll(/^ *\d+ \[.*\]: (\S+) - (.+)$/gm)];
  return cards.flatMap(([, driver = '', words = '']) => {
    const name = cleanName(words);
    if (driver === 'USB-Audio' || name === '') return [];
    return [{ key: `sound ${name}`, name, kind: 'audio' as const }];
  });
}
