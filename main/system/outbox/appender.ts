import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from '../durableFile.ts';

/** Appends to one file; what was appended is on disk when the promise resolves. */
export interface Appender {
  readonly append: (bytes: Buffer) => Promise<void>;
  /** Bytes handed over so far. */
  readonly size: () => number;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly bytes: Buffer;
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Whatever arrives while the disk is busy goes down together in the next write: one sync for all.
 */
export async function createAppender(file: string): Promise<Appender> {
  const handle = await open(file, 'ax', 0o600);
  await syncFolder(path.dirname(file));
  let waiting: Waiting[] = [];
  let size = 0;
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await writeBatch(handle, batch);
    }
    running = undefined;
  };
  return {
    append: (bytes) =>
      new Promise((written, failed) => {
        size += bytes.length;
        waiting.push({ bytes, written, failed });
        running ??= run();
      }),
    size: () => size,
    async close() {
      await running;
      await handle.close();
    },
  };
}

async function writeBatch(handle: FileHandle, batch: readonly Waiting[]): Promise<void> {
  try {
    const bytes = Buffer.concat(batch.map((each) => each.bytes));
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten < bytes.length) throw new Error('the disk took only part of a record');
    await handle.datasync();
    for (const each of batch) each.written();
  } catch (error) {
    for (const each of batch) each.failed(error);
  }
}
