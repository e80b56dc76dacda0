import { z } from 'zod';

/** The photos of the identification stage. */
export const PhotoKind = z.enum(['face', 'passport']);
export type PhotoKind = z.infer<typeof PhotoKind>;

/** Largest photo taken or accepted: 5 MiB holds a 12-megapixel JPEG. */
export const PHOTO_MAX_BYTES = 5 * 1024 * 1024;

/** A JPEG begins with SOI and a marker (ITU-T T.81 §B.1.1). */
export function looksLikeJpeg(bytes: Uint8Array): boolean {
  return bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/** Why a picture should be taken again; each has a sentence `photo.<fault>` in the catalogue. */
export const PhotoFault = z.enum(['blurred', 'glare', 'too_dark', 'framing', 'too_small']);
export type PhotoFault = z.infer<typeof PhotoFault>;
