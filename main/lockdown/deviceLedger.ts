import type { Device } from '../system/devices/device.ts';

/** What became of devices since the last look. */
export interface DeviceChanges {
  readonly connected: readonly Device[];
  readonly disconnected: readonly Device[];
  /** Were gone for a moment, as after a reset or when the computer woke, and are back. */
  readonly returned: readonly Device[];
}

/** Keeps account of what is connected. Times are milliseconds of one clock that only goes forward. */
export interface DeviceLedger {
  readonly see: (devices: readonly Device[], now: number) => DeviceChanges;
  /** Nothing counts as gone before this time: after sleep a whole bus comes back piece by piece. */
  readonly beLenient: (until: number) => void;
}

/** One device, or several that cannot be told apart. */
interface Entry {
  readonly device: Device;
  count: number;
  /** When each that is missing was missed first. */
  missing: number[];
}

/**
 * @param before what is known to be connected
 * @param debounce for how long a device may be gone without its having been unplugged
 */
export function deviceLedger(before: readonly Device[], debounce: number): DeviceLedger {
  const entries = new Map<string, Entry>();
  let lenientUntil = -Infinity;
  for (const device of before) entryOf(device).count += 1;

  function entryOf(device: Device): Entry {
    const entry = entries.get(device.key) ?? { device, count: 0, missing: [] };
    entries.set(device.key, entry);
    return entry;
  }
  return {
    see(devices, now) {
      const changes = {
        connected: [] as Device[],
        disconnected: [] as Device[],
        returned: [] as Device[],
      };
      const present = new Map<string, number>();
      for (const device of devices) {
        present.set(device.key, (present.get(device.key) ?? 0) + 1);
        entryOf(device);
      }
      for (const [key, entry] of entries) {
        const here = present.get(key) ?? 0;
        for (; entry.count < here; entry.count += 1) {
          const isBack = entry.missing.pop() !== undefined;
          (isBack ? changes.returned : changes.connected).push(entry.device);
        }
        for (; entry.count > here; entry.count -= 1) entry.missing.push(now);
        const over = entry.missing.filter(
          (since) => now >= since + debounce && now >= lenientUntil,
        );
        entry.missing = entry.missing.filter((since) => !over.includes(since));
        changes.disconnected.push(...over.map(() => entry.device));
        if (entry.count === 0 && entry.missing.length === 0) entries.delete(key);
      }
      return changes;
    },
    beLenient(until) {
      lenientUntil = Math.max(lenientUntil, until);
    },
  };
}
