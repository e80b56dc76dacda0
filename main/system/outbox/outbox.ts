import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { ClientEvent } from '../../../contract/http.ts';
import type { Log } from '../log.ts';
import type { Sealer } from '../sealing.ts';
import { createAppender, type Appender } from './appender.ts';
import { linkTo, tailAt, type Tail } from './link.ts';
import { readPending, segmentNumber, segmentPath, type KeptTail } from './readPending.ts';
import type { Item, KeptItem, LogRecord } from './record.ts';
import { aboutSegment, encodeFrame } from './segment.ts';

/** An item still to be sent; numbers grow in the order of recording. */
export interface Pending {
  readonly number: number;
  readonly item: KeptItem;
  /**
   * The disk has taken the item or refused it. Before, it must not be sent: killed now, the next run
   * would give its place in the event log to another event.
   */
  readonly isWritten: boolean;
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
  /** Events go into another log from now on; nothing happens when it is the same. */
  readonly beginLog: (start: Tail) => void;
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
  /** The beginning of the event log, unless an earlier run went on in it already. */
  readonly start: Tail;
}

interface Waiting {
  readonly item: KeptItem;
  readonly segment: number;
  readonly isWritten: boolean;
}

export async function openOutbox({ folder, sealer, log, start }: OutboxDeps): Promise<Outbox> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const before = await readPending(folder, sealer, log);
  const waiting = new Map<number, Waiting>(
    before.pending.map(([number, kept]) => [number, { ...kept, isWritten: true }]),
  );
  const listeners = new Set<() => void>();
  let lastNumber = before.lastNumber;
  let segment = before.lastSegment;
  let tail = before.tail?.tail.log === start.log ? before.tail.tail : start;
  /** The newest place in the event log that was handed to the disk. */
  let written: KeptTail | undefined = before.tail;
  let appender: Appender | undefined;
  let turning: Promise<void> | undefined;

  const frame = (record: LogRecord, of: number): Buffer =>
    encodeFrame(Buffer.from(JSON.stringify(record)), sealer, aboutSegment(of));
  // Never appended to: an old segment may end in the middle of a frame.
  const turn = async (): Promise<void> => {
    // First the old one to its end: the tail must not tell of an item that a kill can still take away.
    await appender?.close();
    segment += 1;
    const next = await createAppender(segmentPath(folder, segment));
    try {
      if (written !== undefined) await next.append(frame({ record: 'tail', ...written }, segment));
    } catch (error) {
      await next.close();
      throw error;
    }
    appender = next;
    await removeSettled();
  };
  const write = async (record: LogRecord): Promise<number> => {
    while (appender === undefined || appender.size() >= SEGMENT_SIZE) {
      turning ??= turn().finally(() => (turning = undefined));
      await turning;
    }
    // From here to the append nothing is awaited: a segment that was left is closed.
    const number = segment;
    if (record.record === 'item' && record.item.type === 'event') {
      const { link } = record.item;
      if (record.number > (written?.number ?? 0)) {
        written = { number: record.number, tail: tailAt(link) };
      }
    }
    await appender.append(frame(record, number));
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
  /** Fixes an event's place in the log, in the order of recording. */
  const keep = (item: Item): KeptItem => {
    if (item.type !== 'event') return item;
    // As it will be read from the disk: what the contract does not know of it would not come back.
    const event = ClientEvent.safeParse(item.event).data ?? item.event;
    const link = linkTo(tail, event);
    tail = tailAt(link);
    return { type: 'event', event, link };
  };

  return {
    async record(item) {
      const number = (lastNumber += 1);
      const kept = keep(item);
      // It will lie in this segment or a later one, so this one stays until it is known.
      let place = segment;
      waiting.set(number, { item: kept, segment: place, isWritten: false });
      try {
        place = await write({ record: 'item', number, item: kept });
      } finally {
        // Also when the disk refused it: then it is sent from memory.
        if (waiting.has(number)) {
          waiting.set(number, { item: kept, segment: place, isWritten: true });
        }
        changed();
      }
    },
    async done(numbers) {
      for (const number of numbers) waiting.delete(number);
      changed();
      await write({ record: 'done', numbers: [...numbers] });
    },
    pending: () =>
      [...waiting].map(([number, { item, isWritten }]) => ({ number, item, isWritten })),
    beginLog(start) {
      if (start.log !== tail.log) tail = start;
    },
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
