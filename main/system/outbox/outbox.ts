import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../log.ts';
import type { Sealer } from '../sealing.ts';
import { createAppender, type Appender } from './appender.ts';
import { readPending, segmentNumber, segmentPath } from './readPending.ts';
import type { Item, LogRecord } from './record.ts';
import { aboutSegment, encodeFrame } from './segment.ts';

/** An item still to be sent; numbers grow in the order of recording. */
export interface Pending {
  readonly number: number;
  readonly item: Item;
}

/**
 * The durable queue of one session. Kill the app at any moment: what `record` resolved for is read
 * again at the next start, in order, until `done` was told of it.
 */
export interface Outbox {
  /**
   * Resolves when the item is on disk. Where the disk refuses (full, gone) it rejects, and the item
   * is still kept in memory and sent.
   */
  readonly record: (item: Item) => Promise<void>;
  /** The server holds these. */
  readonly done: (numbers: readonly number[]) => Promise<void>;
  readonly pending: () => readonly Pending[];
  /** Calls back after every change; the returned function ends it. */
  readonly onChange: (changed: () => void) => () => void;
  readonly close: () => Promise<void>;
}

/** A new segment is begun at this size, so that old ones can be removed (bytes). */
const SEGMENT_SIZE = 256 * 1024;

interface OutboxDeps {
  readonly folder: string;
  readonly sealer: Sealer;
  readonly log: Log;
}

export async function openOutbox({ folder, sealer, log }: OutboxDeps): Promise<Outbox> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const before = await readPending(folder, sealer, log);
  const waiting = new Map<number, { item: Item; segment: number }>(before.pending);
  const listeners = new Set<() => void>();
  let lastNumber = before.lastNumber;
  let segment = before.lastSegment;
  let appender: Appender | undefined;
  let turning: Promise<void> | undefined;

  // Never appended to: an old segment may end in the middle of a frame.
  const turn = async (): Promise<void> => {
    const full = appender;
    segment += 1;
    appender = await createAppender(segmentPath(folder, segment));
    await full?.close();
    await removeSettled();
  };
  const write = async (record: LogRecord): Promise<number> => {
    while (appender === undefined || appender.size() >= SEGMENT_SIZE) {
      turning ??= turn().finally(() => (turning = undefined));
      await turning;
    }
    // From here to the append nothing is awaited: a segment that was left is closed.
    const number = segment;
    const bytes = Buffer.from(JSON.stringify(record));
    await appender.append(encodeFrame(bytes, sealer, aboutSegment(number)));
    return number;
  };
  /** From the oldest on: acknowledgements lie in later segments than what they acknowledge. */
  const removeSettled = async (): Promise<void> => {
    const oldest = Math.min(segment, ...[...waiting.values()].map((each) => each.segment));
    for (const name of await readdir(folder)) {
      const number = segmentNumber(name);
      if (number !== undefined && number < oldest) await rm(path.join(folder, name));
    }
  };
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  return {
    async record(item) {
      const number = (lastNumber += 1);
      // In the queue at once: it may be sent before the disk has answered. It will lie in this segment
      // or a later one, so this one stays until it is known.
      waiting.set(number, { item, segment });
      try {
        const written = await write({ record: 'item', number, item });
        if (waiting.has(number)) waiting.set(number, { item, segment: written });
      } finally {
        changed();
      }
    },
    async done(numbers) {
      for (const number of numbers) waiting.delete(number);
      changed();
      await write({ record: 'done', numbers: [...numbers] });
    },
    pending: () => [...waiting].map(([number, { item }]) => ({ number, item })),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await turning;
      await appender?.close();
      appender = undefined;
    },
  };
}
