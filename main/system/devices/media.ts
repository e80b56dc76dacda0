import type { DeviceKind } from '../../../contract/device.ts';
import type { MediaDeviceLabel } from '../../../contract/channels.ts';
import { cleanName, type Device } from './device.ts';

const KINDS: Readonly<Record<MediaDeviceLabel['kind'], DeviceKind>> = {
  videoinput: 'camera',
  audioinput: 'microphone',
  audiooutput: 'audio',
};

/** Chromium's names for whichever device is the system's choice, and for what the computer plays itself. */
const NO_DEVICE = /^(Default|Communications)( - |$)|^Monitor of |^Built-in Audio/;
/** Chromium's own fake camera is called by its file; whose folder that is, is nobody's business. */
const FOLDER = /^(?:[a-z]:)?[\\/].*[\\/]/i;
/** `HD Pro Webcam C920 (046d:082d)` */
const USB_NUMBERS = / \([0-9a-f]{4}:[0-9a-f]{4}\)$/i;
/** Windows: `Microphone (2- Jabra Evolve 30)`, `Headphones (WH-1000XM4)` */
const ENDPOINT = /^[^()]+ \((?:\d+- )?(.+)\)$/;

/**
 * Cameras, microphones and sound outputs as Chromium lists them, one a name: those of a headset are one
 * device. Pure.
 */
export function mediaDevices(
  labels: readonly MediaDeviceLabel[],
  platform: NodeJS.Platform,
): Device[] {
  const found = new Map<string, Device>();
  for (const { kind, label } of labels) {
    if (NO_DEVICE.test(label)) continue;
    const bare = label.replace(USB_NUMBERS, '').replace(FOLDER, '');
    const inner = platform === 'win32' ? ENDPOINT.exec(bare)?.[1] : undefined;
    const name = cleanName(inner ?? bare);
    if (name === '') continue;
    const before = found.get(name);
    // What both hears and plays is a sound device.
    const joined = before === undefined || before.kind === KINDS[kind] ? KINDS[kind] : 'audio';
    const isCamera = before?.kind === 'camera' || kind === 'videoinput';
    found.set(name, { key: `media ${name}`, name, kind: isCamera ? 'camera' : joined });
  }
  return [...found.values()];
}

/** Names shorter than this are in other names by chance. */
const SHORTEST = 4;

/** Whether both names are of one device: `C920` and `C920 Analog Stereo`. Pure. */
export function isSameName(one: string, other: string): boolean {
  const [short = '', long = ''] = [plain(one), plain(other)].sort((a, b) => a.length - b.length);
  return short.length >= SHORTEST && long.includes(short);
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
