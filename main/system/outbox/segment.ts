import type { Sealer } from '../sealing.ts';

/**
 * A segment of the log is a row of frames: four marking bytes, the length of what follows as 32 bits,
 * and a sealed record. A frame that was cut or changed does not open, and the next one is found by its
 * mark; the seal tells a true frame from bytes that only look like one.
 */
const MARK = Buffer.from('IQR1', 'latin1');
const HEAD = MARK.length + 4;

/** What a frame is sealed about: it opens in its own segment only. */
export function aboutSegment(number: number): string {
  return `outbox segment ${number}`;
}

export function encodeFrame(record: Uint8Array, sealer: Sealer, about: string): Buffer {
  const sealed = sealer.seal(record, about);
  const head = Buffer.alloc(HEAD);
  MARK.copy(head);
  head.writeUInt32BE(sealed.length, MARK.length);
  return Buffer.concat([head, sealed]);
}

export interface SegmentReading {
  readonly records: readonly Buffer[];
  /** Stretches of bytes that hold no record: one at the end is a write that a crash cut short. */
  readonly damaged: number;
}

export function readSegment(bytes: Buffer, sealer: Sealer, about: string): SegmentReading {
  const records: Buffer[] = [];
  let damaged = 0;
  let at = 0;
  while (at < bytes.length) {
    const frame = openFrame(bytes, at, sealer, about);
    if (frame !== undefined) {
      records.push(frame.record);
      at = frame.end;
      continue;
    }
    damaged += 1;
    at = nextFrame(bytes, at + 1, sealer, about);
  }
  return { records, damaged };
}

function nextFrame(bytes: Buffer, from: number, sealer: Sealer, about: string): number {
  for (let at = bytes.indexOf(MARK, from); at >= 0; at = bytes.indexOf(MARK, at + 1)) {
    if (openFrame(bytes, at, sealer, about) !== undefined) return at;
  }
  return bytes.length;
}

function openFrame(
  bytes: Buffer,
  at: number,
  sealer: Sealer,
  about: string,
): { record: Buffer; end: number } | undefined {
  if (at + HEAD > bytes.length || !bytes.subarray(at, at + MARK.length).equals(MARK)) {
    return undefined;
  }
  const end = at + HEAD + bytes.readUInt32BE(at + MARK.length);
  if (end > bytes.length) return undefined;
  try {
    return { record: sealer.open(bytes.subarray(at + HEAD, end), about), end };
  } catch {
    // Not a record: the caller counts it as damage and looks on.
    return undefined;
  }
}
