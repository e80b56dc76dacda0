import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startSending, type Sending } from '../../../../main/evidence/sending.ts';
import { startHeart } from '../../../../main/evidence/heart.ts';
import { keptLog, silentLog } from '../../../fakes/log.ts';
import { consentItem, fakeOutbox, heartbeatItem, photoItem } from '../../../fakes/outbox.ts';
import { fakeServer } from '../../../fakes/serverClient.ts';

let sending: Sending | undefined;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(async () => {
  await sending?.stop();
  vi.useRealTimers();
});

function setUp(log = silentLog) {
  const outbox = fakeOutbox();
  const client = fakeServer();
  const told: string[] = [];
  const listener = {
    onReached: (reached: boolean) => told.push(`reached ${String(reached)}`),
    onState: () => told.push('state'),
    onTurnedAway: (reason: string) => told.push(`away ${reason}`),
    onStartRefused: (reason: string, status: string) => told.push(`not begun ${reason} ${status}`),
  };
  const start = (): void => {
    sending = startSending({ outbox, client, listener, log, random: () => 0.5 });
  };
  return { outbox, client, told, listener, start, idle: () => vi.advanceTimersByTimeAsync(0) };
}

describe('sending', () => {
  test('sends what waits and what comes, in order, and takes it off when it is held', async () => {
    const { outbox, client, start, idle } = setUp();
    const [first, second] = [consentItem(), consentItem()];
    const photo = photoItem();
    await outbox.record(first);
    start();
    await idle();
    outbox.pictures.set(photo.photo.id, Buffer.from('jpeg'));
    await outbox.record(photo);
    await outbox.record(heartbeatItem());
    await outbox.record(second);
    await idle();
    expect(client.heard).toEqual([first.event.id, photo.photo.id, 'heartbeat', second.event.id]);
    expect(outbox.pending()).toEqual([]);
    expect(outbox.pictures.size).toBe(0);
  });

  test('tries again after a failure, and nothing overtakes', async () => {
    const { outbox, client, told, start, idle } = setUp();
    client.failures.push('server_unreachable', 'server_unreachable');
    const [first, second] = [consentItem(), consentItem()];
    await outbox.record(first);
    start();
    await idle();
    await outbox.record(second);
    await idle();
    expect(client.heard).toEqual([]);
    expect(told).toEqual(['reached false']);
    await vi.advanceTimersByTimeAsync(600);
    expect(client.heard).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_100);
    expect(client.heard).toEqual([first.event.id, second.event.id]);
    expect(told).toEqual(['reached false', 'reached false', 'state', 'reached true']);
  });

  test('an event that is refused by itself goes, and the others with it', async () => {
    const { outbox, client, start, idle } = setUp();
    const [good, bad] = [consentItem(), consentItem()];
    client.unwanted.add(bad.event.id);
    await outbox.record(good);
    await outbox.record(bad);
    start();
    await idle();
    expect(outbox.pending()).toEqual([]);
  });

  test('says that the server does not take the start, once nothing of it waits any more', async () => {
    const { outbox, client, told, start, idle } = setUp();
    const started = { ...consentItem().event, type: 'status', status: 'exam_started' } as const;
    client.unwanted.add(started.id);
    client.state = { ...client.state, status: 'in_setup' };
    await outbox.record({ type: 'event', event: started });
    outbox.onChange(() => told.push(`${String(outbox.pending().length)} wait`));
    start();
    await idle();
    expect(told).toEqual(['state', '0 wait', 'not begun body_invalid in_setup', 'reached true']);
  });

  test('of a batch that is refused as a whole only the one to blame is lost', async () => {
    const log = keptLog();
    const { outbox, client, start, idle } = setUp(log);
    client.failures.push('body_invalid', 'body_invalid');
    const [bad, good] = [consentItem(), consentItem()];
    await outbox.record(bad);
    await outbox.record(good);
    start();
    await idle();
    expect(client.heard).toEqual([good.event.id]);
    expect(outbox.pending()).toEqual([]);
    expect(log.lines.join()).toContain('refused events for good');
  });

  test('a photo that is refused, or whose picture is gone, holds nothing up', async () => {
    const { outbox, client, start, idle } = setUp();
    const [refused, gone, after] = [photoItem(), photoItem(), consentItem()];
    outbox.pictures.set(refused.photo.id, Buffer.from('jpeg'));
    client.failures.push('photo_unreadable');
    for (const item of [refused, gone, after]) await outbox.record(item);
    start();
    await idle();
    expect(client.heard).toEqual([after.event.id]);
    expect(outbox.pending()).toEqual([]);
  });

  test('an app that was replaced says so, keeps what it saw, and drops its presence', async () => {
    const { outbox, client, told, start, idle } = setUp();
    const seen = consentItem();
    await outbox.record(heartbeatItem());
    await outbox.record(seen);
    client.failures.push('access_replaced', 'access_denied');
    start();
    await idle();
    expect(told).toContain('away access_replaced');
    expect(outbox.pending().map(({ item }) => item)).toMatchObject([seen]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(client.heard).toEqual([seen.event.id]);
  });

  test('what the server misses and nobody has any more is declared, and the rest goes on', async () => {
    const log = keptLog();
    const { outbox, client, start, idle } = setUp(log);
    const items = [consentItem(), consentItem()];
    for (const item of items) await outbox.record(item);
    const held = { number: 7, hash: 'Q'.repeat(43) };
    client.failures.push('log_gap');
    client.held = held;
    start();
    await idle();
    expect(client.logs).toMatchObject([{ first: 1, lostAfter: held }]);
    expect(client.heard).toEqual(items.map(({ event }) => event.id));
    expect(log.lines.join()).toContain('what should follow is lost');
    // Said once: what comes later continues the log.
    await outbox.record(consentItem());
    await idle();
    expect(client.logs[1]).not.toHaveProperty('lostAfter');
  });

  test('a server that does not take the declaration is asked again later, not at once', async () => {
    const { outbox, client, start, idle } = setUp();
    await outbox.record(consentItem());
    client.held = { number: 7, hash: 'Q'.repeat(43) };
    client.failures.push('log_gap', 'log_gap', 'log_gap');
    start();
    await idle();
    expect(client.logs).toEqual([]);
    expect(outbox.pending()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(outbox.pending()).toEqual([]);
  });

  test('stops when told to, and sends no more', async () => {
    const { outbox, client, start, idle } = setUp();
    start();
    await sending?.stop();
    await outbox.record(consentItem());
    await idle();
    expect(client.heard).toEqual([]);
  });
});

describe('the heart', () => {
  const beat = (set: ReturnType<typeof setUp>) =>
    startHeart({
      outbox: set.outbox,
      client: set.client,
      listener: set.listener,
      log: silentLog,
      now: () => Date.now(),
      stage: () => 'exam',
    });

  test('beats every five seconds while the server hears it', async () => {
    const set = setUp();
    const stop = beat(set);
    await vi.advanceTimersByTimeAsync(20_000);
    stop();
    expect(set.client.heard).toHaveLength(5);
    expect(set.outbox.recorded).toEqual([]);
  });

  test('without network one a minute is kept, however long it lasts', async () => {
    const set = setUp();
    set.client.failures.push(...Array.from({ length: 800 }, () => 'server_unreachable' as const));
    const stop = beat(set);
    await vi.advanceTimersByTimeAsync(3600_000);
    stop();
    expect(set.outbox.recorded.length).toBeGreaterThanOrEqual(60);
    expect(set.outbox.recorded.length).toBeLessThanOrEqual(62);
    const times = set.outbox.recorded.map((item) =>
      item.type === 'heartbeat' ? Date.parse(item.heartbeat.at) : NaN,
    );
    const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    // The server calls a log unbroken when no gap is as long as five minutes.
    expect(Math.max(...gaps)).toBeLessThan(5 * 60_000);
  });

  test('does not overtake the heartbeats that wait', async () => {
    const set = setUp();
    await set.outbox.record(heartbeatItem());
    const stop = beat(set);
    await vi.advanceTimersByTimeAsync(10_000);
    stop();
    expect(set.client.heard).toEqual([]);
    expect(set.outbox.pending()).toHaveLength(2);
  });

  test('tells when the server will not have it any more', async () => {
    const set = setUp();
    set.client.failures.push('access_replaced');
    const stop = beat(set);
    await vi.advanceTimersByTimeAsync(100);
    stop();
    expect(set.told).toContain('away access_replaced');
    expect(set.outbox.recorded).toEqual([]);
  });
});
