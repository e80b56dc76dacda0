import { randomUUID } from 'node:crypto';
import type { SessionOutbox } from '../../main/evidence/sessionOutbox.ts';
import { linkTo, startOfLog, tailAt } from '../../main/system/outbox/link.ts';
import type { Pending } from '../../main/system/outbox/outbox.ts';
import type { Item, KeptItem } from '../../main/system/outbox/record.ts';
import type { SessionAccess } from '../../main/system/serverClient.ts';

export interface FakeOutbox extends SessionOutbox {
  /** What was recorded, acknowledged or not. */
  readonly recorded: Item[];
  readonly pictures: Map<string, Uint8Array>;
}

/** In the form of a public key. */
export const FAKE_KEY = 'A'.repeat(43);

/** An outbox in memory. */
export function fakeOutbox(): FakeOutbox {
  let number = 0;
  let tail = startOfLog('session', FAKE_KEY);
  let waiting: Pending[] = [];
  let access: SessionAccess = { server: 'https://proctor.uni.example/', accessToken: 'token' };
  const recorded: Item[] = [];
  const pictures = new Map<string, Uint8Array>();
  const listeners = new Set<() => void>();
  const keep = (item: Item): KeptItem => {
    if (item.type !== 'event') return item;
    const link = linkTo(tail, item.event);
    tail = tailAt(link);
    return { ...item, link };
  };
  const changed = (): void => listeners.forEach((listener) => listener());
  return {
    recorded,
    pictures,
    record(item) {
      number += 1;
      recorded.push(item);
      waiting.push({ number, item: keep(item), isWritten: true });
      changed();
      return Promise.resolve();
    },
    done(numbers) {
      waiting = waiting.filter((each) => !numbers.includes(each.number));
      changed();
      return Promise.resolve();
    },
    pending: () => waiting,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    beginLog: (start) => void (tail = start),
    sign: ({ links: [{ log, number: first, previous }] }, lostAfter) => ({
      ...{ key: log, first, previous, signature: 'A'.repeat(86) },
      ...(lostAfter === undefined ? {} : { lostAfter }),
    }),
    close: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
    access: () => access,
    setAccess(next) {
      access = next;
      return Promise.resolve();
    },
    photos: {
      keep: (id, jpeg) => Promise.resolve(void pictures.set(id, jpeg)),
      read: (id) => {
        const picture = pictures.get(id);
        return Promise.resolve(picture === undefined ? undefined : Buffer.from(picture));
      },
      remove: (id) => Promise.resolve(void pictures.delete(id)),
      removeAllBut: () => Promise.resolve(),
    },
  };
}

/** An event to be sent, the smallest there is. */
export function consentItem(explanation = ''): Extract<Item, { type: 'event' }> {
  return {
    type: 'event',
    event: {
      type: 'consent',
      id: randomUUID(),
      at: '2026-06-20T06:00:00.000Z',
      given: true,
      explanation,
    },
  };
}

export function heartbeatItem(): Extract<Item, { type: 'heartbeat' }> {
  return {
    type: 'heartbeat',
    heartbeat: {
      id: randomUUID(),
      at: '2026-06-20T06:00:00.000Z',
      stage: 'exam',
      unsent: 0,
    },
  };
}

export function photoItem(): Extract<Item, { type: 'photo' }> {
  return {
    type: 'photo',
    photo: { id: randomUUID(), kind: 'face', at: '2026-06-20T06:00:00.000Z', overridden: [] },
  };
}
