import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCourier } from '../../server/deliveries/courier.ts';
import type { Outcome } from '../../server/deliveries/outcome.ts';
import type { Sender } from '../../server/deliveries/sender.ts';
import { enqueue, type NewDelivery } from '../../server/storage/deliveries.ts';
import type { Database } from '../../server/storage/openDatabase.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';
import { MINUTE, startTestServer, type TestServer } from './support/server.ts';

const OK: Outcome = { kind: 'delivered', code: 'taken', status: 200 };
const TROUBLE: Outcome = { kind: 'later', code: 'answered', status: 503, answer: 'maintenance' };

/** Carries by writing down; answers what it is told. */
function recorder(answers: (name: string, tries: number) => Outcome | Promise<Outcome> = () => OK) {
  const sent: string[] = [];
  const send: Sender = async ({ payload, attempts }) => {
    const { name } = payload as { name: string };
    sent.push(name);
    return answers(name, attempts);
  };
  return { sent, send };
}

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describe.each(['embedded', 'postgres'])('deliveries in a database that is %s', (kind) => {
  let server: TestServer;
  let db: Database;

  beforeEach(async () => {
    const database = kind === 'postgres' ? { database: await postgres.newDatabase() } : {};
    server = await startTestServer(database);
    db = server.deps.database;
  });
  afterEach(() => server.close());

  const owe = (name: string, more: Partial<NewDelivery> = {}): Promise<void> =>
    enqueue(db, {
      ...{ kind: 'warning', lane: 'lms', target: 'https://lms.example/', at: server.now() },
      ...{ payload: { name }, ...more },
    });
  const courierOf = (send: Sender) =>
    createCourier(server.deps, { warning: send }, { random: () => 1 });
  const rows = () => db.selectFrom('deliveries').selectAll().orderBy('number').execute();

  /** Rounds until nothing is due. */
  async function round(send: Sender): Promise<void> {
    const courier = courierOf(send);
    while ((await courier.look()) > 0) await courier.idle();
  }

  it('are kept with their deed or not at all, and an id that is known adds nothing', async () => {
    const id = '6b1de5f5-6a2c-4b52-9a6e-0d1e9f6a2b11';
    const deed = db.transaction().execute(async (transaction) => {
      await enqueue(transaction, {
        ...{ kind: 'warning', lane: 'lms', target: 'x', payload: {}, at: server.now() },
      });
      throw new Error('the deed failed');
    });
    await expect(deed).rejects.toThrow('the deed failed');
    await owe('once', { id });
    await owe('twice', { id });
    expect((await rows()).map(({ payload }) => payload)).toEqual([{ name: 'once' }]);
  });

  it('keep their order within a key, and another key does not wait', async () => {
    for (const name of ['a1', 'a2', 'a3']) await owe(name, { orderKey: 'a' });
    await owe('b1', { orderKey: 'b' });
    const { sent, send } = recorder((name, tries) => (name === 'a1' && tries < 1 ? TROUBLE : OK));
    await round(send);
    expect(sent).toEqual(['a1', 'b1']);
    server.clock.skip(MINUTE);
    await round(send);
    expect(sent).toEqual(['a1', 'b1', 'a1', 'a2', 'a3']);
    expect((await rows()).every(({ state }) => state === 'delivered')).toBe(true);
  });

  it('wait longer after every try, and after a day are given up and let the next one pass', async () => {
    await owe('never', { orderKey: 'a' });
    await owe('next', { orderKey: 'a' });
    const { sent, send } = recorder((name) => (name === 'never' ? TROUBLE : OK));
    const pauses: number[] = [];
    for (let before = server.now(); sent.at(-1) !== 'next';) {
      await round(send);
      const [first] = await rows();
      const due = first?.dueAt.getTime() ?? 0;
      if (first?.state !== 'waiting') break;
      pauses.push(due - before);
      before = due;
      server.clock.skip(due - server.now());
    }
    expect(pauses.slice(0, 5)).toEqual([5_000, 10_000, 20_000, 40_000, 80_000]);
    expect(Math.max(...pauses)).toBe(60 * MINUTE);
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(24 * 60 * MINUTE);
    const [never, next] = await rows();
    expect(never).toMatchObject({ state: 'given_up', lastStatus: 503, lastAnswer: 'maintenance' });
    expect(next).toMatchObject({ state: 'delivered', attempts: 1 });
  });

  it('are tried again when whoever took them died', async () => {
    await owe('held');
    const { sent, send } = recorder();
    const dead = courierOf(() => new Promise(() => undefined));
    expect(await dead.look()).toBe(1);
    await round(send);
    expect(sent).toEqual([]);
    server.clock.skip(2 * MINUTE);
    await round(send);
    expect(sent).toEqual(['held']);
  });

  it('are free at once, uncounted, when the server ends in the middle of a try', async () => {
    await owe('broken off');
    const ending = courierOf(
      (_delivery, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
    );
    await ending.look();
    ending.breakOff();
    await ending.idle();
    const { sent, send } = recorder();
    await round(send);
    expect(sent).toEqual(['broken off']);
    expect(await rows()).toMatchObject([{ attempts: 1, state: 'delivered' }]);
  });

  it('leave places free when one endpoint hangs', async () => {
    for (let each = 0; each < 100; each += 1) await owe('hangs', { lane: 'hanging' });
    await owe('lively', { lane: 'other' });
    const { sent, send } = recorder((name) =>
      name === 'hangs' ? new Promise<Outcome>(() => undefined) : OK,
    );
    const courier = courierOf(send);
    while ((await courier.look()) > 0);
    expect(sent.filter((name) => name === 'hangs')).toHaveLength(8);
    expect(sent).toContain('lively');
  });

  it('go out once when several couriers look at the same time', async () => {
    for (let each = 0; each < 60; each += 1)
      await owe(`n${String(each)}`, { lane: `l${each % 9}` });
    const { sent, send } = recorder();
    await Promise.all([round(send), round(send), round(send)]);
    expect(sent.toSorted()).toEqual([...new Set(sent)].toSorted());
    expect(sent).toHaveLength(60);
  });

  it('take a fault of their sender as trouble that passes, and leave kinds that nobody carries', async () => {
    await owe('broken');
    await owe('mail', { kind: 'mail' });
    await round(() => Promise.reject(new Error('a fault')));
    expect(await rows()).toMatchObject([
      { state: 'waiting', attempts: 1, lastCode: 'fault' },
      { state: 'waiting', attempts: 0, lastCode: null },
    ]);
  });
});
