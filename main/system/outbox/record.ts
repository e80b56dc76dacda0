import { z } from 'zod';
import { ClientEvent, Heartbeat } from '../../../contract/http.ts';
import { PhotoFault, PhotoKind } from '../../../contract/photo.ts';

/** A photo's facts; its picture lies sealed in a file of its own beside the log. */
export const PhotoItem = z.object({
  id: z.uuid(),
  kind: PhotoKind,
  at: z.iso.datetime(),
  overridden: z.array(PhotoFault),
});
export type PhotoItem = z.infer<typeof PhotoItem>;

/** One thing that the server must get. */
export const Item = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event'), event: ClientEvent }),
  z.object({ type: z.literal('heartbeat'), heartbeat: Heartbeat }),
  z.object({ type: z.literal('photo'), photo: PhotoItem }),
]);
export type Item = z.infer<typeof Item>;

/** A record of the log: something to send, or the numbers of what the server has acknowledged. */
export const LogRecord = z.discriminatedUnion('record', [
  z.object({ record: z.literal('item'), number: z.number().int().positive(), item: Item }),
  z.object({ record: z.literal('done'), numbers: z.array(z.number().int().positive()) }),
]);
export type LogRecord = z.infer<typeof LogRecord>;
