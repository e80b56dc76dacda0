import { statfs } from 'node:fs/promises';

export interface DiskReading {
  /** Bytes that this user may still write where the app keeps its data. */
  readonly freeBytes: number;
}

/** Free space of the volume that holds `folder`. Rejects when the folder does not exist. */
export async function readDisk(folder: string): Promise<DiskReading> {
  const { bavail, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize };
}
