import type { MediaDeviceLabel } from '../../../contract/channels.ts';
import type { Device, DeviceReader } from './device.ts';
import { isSameName, mediaDevices } from './media.ts';

/** The devices of this computer, from the system and from the page's own list of media. */
export interface ConnectedDevices {
  /** Milliseconds between two looks at `read`; undefined where the system cannot be asked. */
  readonly interval: number | undefined;
  /** What the system lists; empty where it cannot be asked. Rejects when it refuses. */
  readonly read: () => Promise<readonly Device[]>;
  /** What the page lists beside that; undefined before it told. */
  readonly media: () => readonly Device[] | undefined;
  /** The page's list, which it tells on every change. */
  readonly tellMedia: (labels: readonly MediaDeviceLabel[]) => void;
  /** Calls back when the page told; the returned function ends it. */
  readonly onMedia: (heard: () => void) => () => void;
  /** What the system check listed last, by either way; undefined when it has not. */
  readonly listed: () => Listed | undefined;
  /** Reads for the system check, and remembers it. */
  readonly list: () => Promise<readonly Device[]>;
}

export interface Listed {
  readonly system: readonly Device[];
  readonly media: readonly Device[] | undefined;
}

/**
 * Joins both lists. A device that the system ever listed is left out of the page's, so that nothing is
 * told twice, also not when one of the two sees it go before the other.
 */
export function connectedDevices(
  reader: DeviceReader | undefined,
  platform: NodeJS.Platform,
): ConnectedDevices {
  const names = new Set<string>();
  const listeners = new Set<() => void>();
  let told: readonly Device[] | undefined;
  let listed: Listed | undefined;

  const read = async (): Promise<readonly Device[]> => {
    const devices = (await reader?.read()) ?? [];
    for (const { name } of devices) names.add(name);
    return devices;
  };
  const media = (): readonly Device[] | undefined =>
    told?.filter(({ name }) => ![...names].some((other) => isSameName(name, other)));
  return {
    interval: reader?.interval,
    read,
    media,
    tellMedia(labels) {
      told = mediaDevices(labels, platform);
      for (const heard of listeners) heard();
    },
    onMedia(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    listed: () => listed,
    async list() {
      const system = await read();
      listed = { system, media: media() };
      return [...system, ...(listed.media ?? [])];
    },
  };
}
