import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { readIfThere, writeDurably } from '../durableFile.ts';
import type { Sealer } from '../sealing.ts';

/** The pictures that wait to be sent, each sealed in a file of its own. */
export interface PhotoFiles {
  readonly keep: (id: string, jpeg: Uint8Array) => Promise<void>;
  /** Undefined when the file is gone. */
  readonly read: (id: string) => Promise<Buffer | undefined>;
  readonly remove: (id: string) => Promise<void>;
  /** Removes what a crash left between writing a picture and recording it. */
  readonly removeAllBut: (ids: ReadonlySet<string>) => Promise<void>;
}

const SUFFIX = '.photo';

export function photoFiles(folder: string, sealer: Sealer): PhotoFiles {
  const fileOf = (id: string): string => path.join(folder, `${id}${SUFFIX}`);
  return {
    async keep(id, jpeg) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeDurably(fileOf(id), sealer.seal(jpeg, `photo ${id}`));
    },
    async read(id) {
      const sealed = await readIfThere(fileOf(id));
      return sealed === undefined ? undefined : sealer.open(sealed, `photo ${id}`);
    },
    remove: (id) => rm(fileOf(id), { force: true }),
    async removeAllBut(ids) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const name of await readdir(folder)) {
        const id = name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : undefined;
        if (id === undefined || ids.has(id)) continue;
        await rm(fileOf(id), { force: true });
      }
    },
  };
}
