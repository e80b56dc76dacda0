import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextBatch } from '../../../../main/evidence/batch.ts';
import { waitBefore } from '../../../../main/evidence/backoff.ts';
import { rateLimit } from '../../../../main/evidence/rateLimit.ts';
import { watchReach } from '../../../../main/evidence/reach.ts';
import { startOfLog } from '../../../../main/system/outbox/link.ts';
import type { Pending } from '../../../../main/system/outbox/outbox.ts';
import type { Item } from '../../../../main/system/outbox/record.ts';
import { consentItem, fakeOutbox, heartbeatItem, photoItem } from '../../../fakes/outbox.ts';

const kinds = { event: consentItem, heartbeat: heartbeatItem, photo: photoItem };
const queue = fc
  .array(fc.constantFrom('event', 'heartbeat', 'photo'), { maxLength: 300 })
  .map((types) => pendingOf(types.map((type) => kinds[type]())));

function pendingOf(items: readonly Item[]): readonly Pending[] {
  const outbox = fakeOutbox();
  for (const item of items) void outbox.record(item);
  return outbox.pending();
}

describe('what goes in one call', () => {
  test('is the head of the queue, in its order, and everything goes in the end', () => {
    fc.assert(
      fc.property(queue, (items) => {
        const sent: number[] = [];
        let left: readonly Pending[] = items;
        for (let batch = nextBatch(left); batch !== undefined; batch = nextBatch(left)) {
          const numbers = batch.kind === 'events' ? batch.numbers : [batch.number];
          expect(numbers.length).toBeGreaterThan(0);
          expect(numbers.length).toBeLessThanOrEqual(200);
          sent.push(...numbers);
          left = left.filter(({ number }) => !numbers.includes(number));
        }
        expect(sent).toEqual(items.map(({ number }) => number));
      }),
      { numRuns: 40 },
    );
  });

  test('stays small enough for a web server, and never stands still over one large event', () => {
    const sizes = [400_000, 200_000, 600_000];
    const items = pendingOf(sizes.map((size) => consentItem('x'.repeat(size))));
    expect(nextBatch(items)).toMatchObject({ numbers: [1] });
    expect(nextBatch(items.slice(2))).toMatchObject({ numbers: [3] });
  });

  test('ends where a record is missing and where another log begins', () => {
    const items = pendingOf([consentItem(), consentItem(), consentItem()]);
    const [first, , third] = items;
    expect(nextBatch([first, third].filter((each) => each !== undefined))).toMatchObject({
      numbers: [1],
    });
    const outbox = fakeOutbox();
    void outbox.record(consentItem());
    outbox.beginLog(startOfLog('session', 'E'.repeat(43)));
    void outbox.record(consentItem());
    expect(nextBatch(outbox.pending())).toMatchObject({ numbers: [1] });
  });

  test('waits for what the disk has not answered for, and lets nothing past it', () => {
    const items = pendingOf([consentItem(), consentItem(), consentItem()]);
    const busy = (at: number) =>
      items.map((each, index) => (index === at ? { ...each, isWritten: false } : each));
    expect(nextBatch(busy(0))).toBeUndefined();
    expect(nextBatch(busy(1))).toMatchObject({ numbers: [1] });
    expect(nextBatch(busy(2))).toMatchObject({ numbers: [1, 2] });
  });

  test('is a single event when one of a refused batch has to be found', () => {
    const items = pendingOf([consentItem(), consentItem()]);
    expect(nextBatch(items, true)).toMatchObject({ numbers: [1] });
  });
});

test('the waits between tries grow, end at eighteen seconds and are spread', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (tries, chance) => {
        const wait = waitBefore(tries, chance);
        expect(wait).toBeGreaterThanOrEqual(400);
        expect(wait).toBeLessThanOrEqual(18_000);
        expect(waitBefore(tries + 1, chance)).toBeGreaterThanOrEqual(wait);
      },
    ),
  );
});

test('five reports of a kind a minute, and then how many were left out', () => {
  let now = 0;
  const limit = rateLimit(() => now);
  const admitted = Array.from({ length: 1000 }, () => limit.admit('window_blocked'));
  expect(admitted.filter((each) => each !== undefined)).toHaveLength(5);
  expect(limit.admit('print_blocked')).toBe(0);
  now = 60_000;
  expect(limit.admit('window_blocked')).toBe(995);
  expect(limit.admit('window_blocked')).toBe(0);
});

test('a lost network is told once, and its return with how long it took', () => {
  let now = 0;
  const told: unknown[] = [];
  const reach = watchReach({
    now: () => now,
    onChange: (reached) => told.push(reached),
    report: ({ kind, evidence }) => told.push(kind, evidence),
  });
  for (const reached of [true, false, false]) reach.tell(reached);
  now = 65_000;
  reach.tell(true);
  reach.tell(true);
  const evidence = [{ code: 'away_for', values: { seconds: 65 } }];
  expect(told).toEqual([false, 'network_lost', [], true, 'network_regained', evidence]);
});
