/** Far beyond any camera, and small enough that nobody runs out of memory decoding it. */
const LONGEST_SIDE = 20_000;
const MOST_PIXELS = 100_000_000;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Walks through a JPEG from its first marker to its last (ITU-T T.81 §B.1, B.2) without decoding it.
 * A thumbnail inside an EXIF segment is skipped with its segment, so it cannot pass for the picture.
 * @returns the size of the picture, or `undefined` when this is not one whole JPEG and nothing else
 */
export function readJpeg(bytes: Uint8Array): PictureSize | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  let size: PictureSize | undefined;
  let scans = 0;
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) return undefined;
    // Any number of fill bytes may stand before a marker (§B.1.1.2).
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (marker === undefined) return undefined;
    at += 2;
    if (marker === EOI) return at === bytes.length && scans > 0 ? size : undefined;
    const length = wordAt(bytes, at);
    if (length === undefined || length < 2 || at + length > bytes.length) return undefined;
    if (isFrame(marker)) {
      if (size !== undefined) return undefined;
      size = sizeOfFrame(bytes.subarray(at, at + length));
      if (size === undefined) return undefined;
    }
    at += length;
    if (marker === SOS) {
      if (size === undefined) return undefined;
      scans += 1;
      at = endOfScan(bytes, at);
    }
  }
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Between C0 and CF, these three are no frames: DHT, JPG and DAC. */
const NO_FRAMES: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.has(marker);
}

function wordAt(bytes: Uint8Array, at: number): number | undefined {
  const high = bytes[at];
  const low = bytes[at + 1];
  return high === undefined || low === undefined ? undefined : high * 256 + low;
}

/** Length, precision, height, width, number of components, three bytes for each (§B.2.2). */
function sizeOfFrame(segment: Uint8Array): PictureSize | undefined {
  const height = wordAt(segment, 3);
  const width = wordAt(segment, 5);
  const components = segment[7];
  if (height === undefined || width === undefined || components === undefined) return undefined;
  if (components < 1 || components > 4 || segment.length !== 8 + 3 * components) return undefined;
  if (height < 1 || width < 1 || Math.max(height, width) > LONGEST_SIDE) return undefined;
  return height * width > MOST_PIXELS ? undefined : { width, height };
}

/** Image data goes on until an FF that is neither stuffed (FF00) nor a restart marker (FFD0–FFD7). */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return bytes.length;
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) {
      return at;
    }
    at += next === 0xff ? 1 : 2;
  }
}
