import type { ClientEvent } from '../../contract/http.ts';
import type { Link } from '../system/outbox/link.ts';
import type { Pending } from '../system/outbox/outbox.ts';
import type { Item } from '../system/outbox/record.ts';

/** Events that follow each other in one log, with their places in it. */
export interface EventsBatch {
  readonly kind: 'events';
  readonly numbers: readonly number[];
  readonly events: readonly ClientEvent[];
  readonly links: readonly [Link, ...Link[]];
}

/** What goes to the server in one call. */
export type Batch =
  | EventsBatch
  | {
      readonly kind: 'heartbeat';
      readonly number: number;
      readonly item: Extract<Item, { type: 'heartbeat' }>;
    }
  | {
      readonly kind: 'photo';
      readonly number: number;
      readonly item: Extract<Item, { type: 'photo' }>;
    };

/** The server takes 200 events a call (`EventBatch`). */
const MOST_EVENTS = 200;
/** Well below the size of body that web servers take unasked, 1 MB (characters). */
const MOST_TEXT = 500_000;

/**
 * The first call to make: the events at the head of the queue together, anything else alone. The order
 * of recording is the order of sending; what the disk has not answered for waits, and all behind it.
 * @param alone one event only: to find out which one of a refused batch is to blame
 */
export function nextBatch(pending: readonly Pending[], alone = false): Batch | undefined {
  const [head] = pending;
  if (head?.isWritten !== true) return undefined;
  const { number, item } = head;
  if (item.type === 'heartbeat') return { kind: 'heartbeat', number, item };
  if (item.type === 'photo') return { kind: 'photo', number, item };
  const numbers = [number];
  const events = [item.event];
  const links: [Link, ...Link[]] = [item.link];
  let last = item.link;
  let text = JSON.stringify(item.event).length;
  for (const each of alone ? [] : pending.slice(1, MOST_EVENTS)) {
    if (!each.isWritten || each.item.type !== 'event') break;
    const { event, link } = each.item;
    // Another log, or a record between them is lost: a batch of its own.
    if (link.log !== last.log || link.previous !== last.hash) break;
    text += JSON.stringify(event).length;
    if (text > MOST_TEXT) break;
    numbers.push(each.number);
    events.push(event);
    links.push(link);
    last = link;
  }
  return { kind: 'events', numbers, events, links };
}
