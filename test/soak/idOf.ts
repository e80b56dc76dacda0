import type { Item } from '../../main/system/outbox/record.ts';

/** The id that the server knows an item by. */
export function idOf(item: Item): string {
  switch (item.type) {
    case 'event':
      return item.event.id;
    case 'heartbeat':
      return item.heartbeat.id;
    case 'photo':
      return item.photo.id;
  }
}
