import { z } from 'zod';
import { ClientEvent, Heartbeat } from '../../../contract/http.ts';
import { PhotoFault, PhotoKind } from '../../../contract/photo.ts';
import { Link, Tail } from './link.ts';

/** A photo's facts; its picture lies sealed in a file of its own beside the log. */
export const PhotoItem = z.object({
  id: z.uuid(),
  kind: PhotoKind,
  at: z.iso.datetime(),
  overridden: z.array(PhotoFault),
});
export type PhotoItem = z.infer<typeof PhotoItem>;

const EventItem = z.object({ type: z.literal('event'), event: ClientEvent });
const HeartbeatItem = z.object({ type: z.literal('heartbeat'), heartbeat: Heartbeat });
const PhotoInLine = z.object({ type: z.literal('photo'), photo: PhotoItem });

/** One thing that the server must get. */
export const Item = z.discriminatedUnion('type', [EventItem, HeartbeatItem, PhotoInLine]);
export type Item = z.infer<typeof Item>;

/** The same as it is kept: an event with its place in the log. */
export const KeptItem = z.discriminatedUnion('type', [
  EventItem.extend({ link: Link }),
  HeartbeatItem,
  PhotoInLine,
]);
export type KeptItem = z.infer<typeof KeptItem>;

/**
 * A record on disk: something to send, the numbers of what the server has acknowledged, or where the
 * event log stood after the item of that number, for when the segment that tells it is removed.
 */
export const LogRecord = z.discriminatedUnion('record', [
  z.object({ record: z.literal('item'), number: z.number().int().positive(), item: KeptItem }),
  z.object({ record: z.literal('done'), numbers: z.array(z.number().int().positive()) }),
  z.object({ record: z.literal('tail'), number: z.number().int().positive(), tail: Tail }),
]);
export type LogRecord = z.infer<typeof LogRecord>;
