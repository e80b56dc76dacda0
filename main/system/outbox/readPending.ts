import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../log.ts';
import type { Sealer } from '../sealing.ts';
import { tailAt, type Tail } from './link.ts';
import { LogRecord, type KeptItem } from './record.ts';
import { aboutSegment, readSegment } from './segment.ts';

const NAME = /^(\d{8})\.log$/;

export function segmentPath(folder: string, number: number): string {
  return path.join(folder, `${String(number).padStart(8, '0')}.log`);
}

export function segmentNumber(name: string): number | undefined {
  const digits = NAME.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Where the event log stood after the item of this number. */
export interface KeptTail {
  readonly number: number;
  readonly tail: Tail;
}

export interface Kept {
  readonly pending: readonly (readonly [number, { item: KeptItem; segment: number }])[];
  /** Absent as long as no event was recorded. */
  readonly tail: KeptTail | undefined;
  readonly lastNumber: number;
  readonly lastSegment: number;
}

/** What an earlier run recorded and no acknowledgement took off. */
export async function readPending(folder: string, sealer: Sealer, log: Log): Promise<Kept> {
  const segments = (await readdir(folder))
    .map(segmentNumber)
    .filter((number) => number !== undefined)
    .sort((a, b) => a - b);
  const pending = new Map<number, { item: KeptItem; segment: number }>();
  let lastNumber = 0;
  let tail: KeptTail | undefined;
  const reached = (known: KeptTail): void => {
    if (known.number > (tail?.number ?? 0)) tail = known;
  };
  for (const segment of segments) {
    const bytes = await readFile(segmentPath(folder, segment));
    const { records, damaged } = readSegment(bytes, sealer, aboutSegment(segment));
    if (damaged > 0) log.warn(`outbox: ${damaged} stretch(es) of segment ${segment} do not open`);
    for (const bytes of records) {
      const record = LogRecord.safeParse(JSON.parse(bytes.toString('utf8')));
      if (!record.success) {
        log.error(`outbox: a record of segment ${segment} is of no known kind`, record.error);
      } else if (record.data.record === 'item') {
        const { number, item } = record.data;
        pending.set(number, { item, segment });
        lastNumber = Math.max(lastNumber, number);
        if (item.type === 'event') reached({ number, tail: tailAt(item.link) });
      } else if (record.data.record === 'tail') {
        lastNumber = Math.max(lastNumber, record.data.number);
        reached(record.data);
      } else {
        for (const number of record.data.numbers) {
          pending.delete(number);
          lastNumber = Math.max(lastNumber, number);
        }
      }
    }
  }
  const ordered = [...pending].sort(([a], [b]) => a - b);
  return { pending: ordered, tail, lastNumber, lastSegment: segments.at(-1) ?? 0 };
}
