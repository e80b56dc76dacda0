import type { ClientEvent } from '../../contract/http.ts';
import type { Pending } from '../system/outbox/outbox.ts';
import type { Item } from '../system/outbox/record.ts';

/** What goes to the server in one call. */
export type Batch =
  | { readonly kind: 'events'; readonly numbers: readonly number[]; readonly events: ClientEvent[] }
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
 * of recording is the order of sending.
 * @param alone one event only: to find out which one of a refused batch is to blame
 */
export function nextBatch(pending: readonly Pending[], alone = false): Batch | undefined {
  const [first] = pending;
  if (first === undefined) return undefined;
  const { number, item } = first;
  if (item.type === 'heartbeat') return { kind: 'heartbeat', number, item };
  if (item.type === 'photo') return { kind: 'photo', number, item };
  const numbers: number[] = [];
  const events: ClientEvent[] = [];
  let text = 0;
  for (const each of pending) {
    if (each.item.type !== 'event') break;
    text += JSON.stringify(each.item.event).length;
    const isFull = events.length === (alone ? 1 : MOST_EVENTS) || text > MOST_TEXT;
    if (isFull && events.length > 0) break;
    numbers.push(each.number);
    events.push(each.item.event);
  }
  return { kind: 'events', numbers, events };
}
