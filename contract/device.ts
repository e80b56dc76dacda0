import type { Evidence } from './check.ts';

/**
 * What a connected device is to an exam; the one that matters most comes first. `phone`: anything that
 * gives files as phones and photo cameras do. `hub`: leads to others, and is never told alone.
 */
export const DEVICE_KINDS = [
  'phone',
  'network',
  'storage',
  'camera',
  'microphone',
  'keyboard',
  'mouse',
  'audio',
  'printer',
  'hub',
  'unknown',
] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** All that is ever told of a device: its readable name and what it is (design §4). */
export interface NamedDevice {
  readonly name: string;
  readonly kind: DeviceKind;
}

/** The most devices that one list names. */
export const MOST_DEVICES = 30;

const PREFIX = 'device_';

/** A device as a fact of a check or an incident: `device_camera`, with its name. */
export function deviceEvidence({ name, kind }: NamedDevice): Evidence {
  return { code: `${PREFIX}${kind}`, values: { name } };
}

/** Whether the fact names a device, and so belongs to the list of devices. */
export function isDeviceEvidence({ code }: Pick<Evidence, 'code'>): boolean {
  return code.startsWith(PREFIX);
}
