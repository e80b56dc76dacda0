import type { CheckVerdict } from '../../contract/check.ts';
import type { DiskReading } from '../system/disk.ts';
import type { Check } from './check.ts';

/** There is room for what is recorded until it has been sent. Only ever warns. */
export const disk: Check<DiskReading> = {
  step: 'disk',
  timeout: 5_000,
  probe: (system) => system.readDisk(),
  judge: judgeDisk,
};

/** Bytes: some three hours of camera and screen at about 0.7 Mbit/s, should the network stay away. */
const NEEDED = 1_000_000_000;

export function judgeDisk({ freeBytes }: DiskReading): CheckVerdict {
  if (freeBytes >= NEEDED) return { outcome: 'pass', evidence: [] };
  const values = { megabytes: Math.floor(freeBytes / 1_000_000) };
  return { outcome: 'warn', evidence: [{ code: 'disk_low', values }] };
}
