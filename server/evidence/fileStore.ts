import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where photos, and later recordings, are kept. */
export interface EvidenceStore {
  /** Stores bytes for good before it answers. @returns the name to read them by */
  write(bytes: Uint8Array): Promise<string>;
  read(name: string): Promise<Uint8Array>;
  /** Takes back what was written and is not needed after all. */
  remove(name: string): Promise<void>;
}

/** Files of random names in one folder that only the server's user can read. */
export function fileStore(folder: string): EvidenceStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    async write(bytes) {
      const name = randomUUID();
      const unfinished = join(folder, `${name}.part`);
      const file = await open(unfinished, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        // What is acknowledged must outlive a power cut.
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, join(folder, name));
      await syncFolder(folder);
      return name;
    },
    read: (name) => readFile(pathOf(folder, name)),
    remove: (name) => rm(pathOf(folder, name), { force: true }),
  };
}

function pathOf(folder: string, name: string): string {
  if (!/^[\da-f-]{36}$/.test(name)) throw new Error('not a name of the evidence store');
  return join(folder, name);
}

/** A new name is safe once its folder is; Windows has no such call and does it by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
