import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startReceiver, type Receiver } from './constructorClient/receiver.ts';
import { openApp, status } from './support/app.ts';
import { deliverDue } from './support/deliver.ts';
import { call, iso, parameters, postStart, sign, start } from './support/lms.ts';
import { MINUTE, SECRET, startTestServer, type TestServer } from './support/server.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let lms: Receiver;
let server: TestServer;

async function open(booking: object = {}): Promise<void> {
  const integration = { callbacks: { schedule: lms.url('schedule') }, allowedHosts: [lms.host] };
  server = await startTestServer({ integration: { ...integration, booking } });
}

beforeEach(async () => {
  lms = await startReceiver(SECRET, () => server.now() / 1000);
});
afterEach(async () => {
  await server.close();
  await lms.close();
});

/** Parameters of an exam that is booked, its window a week. */
const given = (changes: object = {}) =>
  parameters(server, {
    ...{ sessionId: 'one', userId: 'u1', language: 'en', schedule: true, duration: 50 },
    ...{ startDate: iso(server.now()), endDate: iso(server.now() + 7 * DAY), ...changes },
  });

/** The page to which the LMS sends a browser, and the buttons on it. */
async function visit(changes: object = {}) {
  const response = await postStart(server, sign(given(changes), server.secret));
  return pageOf(response);
}

async function pageOf(response: Response) {
  const text = await response.text();
  const page = /name="page" value="([\w-]+)"/.exec(text)?.[1] ?? '';
  const slots = [...text.matchAll(/<button[^>]*>/g)]
    .map(([button]) => button)
    .filter((button) => button.includes('name="slot"'))
    .map((button) => /value="([^"]+)"/.exec(button)?.[1] ?? '');
  const press = async (form: Record<string, string>) =>
    pageOf(
      await fetch(`${server.url}/integration/simple/north/booking/`, {
        method: 'POST',
        headers: { accept: 'text/html' },
        body: new URLSearchParams({ page, zone: 'Europe/Paris', ...form }),
      }),
    );
  return { status: response.status, text, slots, press };
}

const statusOf = async (id = 'one') =>
  (await call(server, 'GET', `sessions/${id}/status/`)).body['status'];

describe('an exam that is booked', () => {
  it('is led to its booking first, and its states are told to the LMS', async () => {
    await open();
    const page = await visit();
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('invigil:');
    expect(await statusOf()).toBe('not_scheduled');
    expect((await start(server, given())).body['error']).toBe('not_scheduled');
    const slot = iso(server.now() + 2 * DAY);
    expect(page.slots).toContain(slot);
    const booked = await page.press({ slot });
    expect(booked.text).toMatch(/Thursday, March 12, 2026.*09:00 Central European Standard Time/);
    expect(await statusOf()).toBe('early_to_start');
    expect((await start(server, given())).body['error']).toBe('too_early');
    expect((await visit()).text).toContain('Your time is booked');
    await deliverDue(server);
    expect(lms.of('schedule')).toEqual([
      {
        ...{ accountId: 'faculty', sessionId: 'one', event: 'scheduled' },
        ...{ start: '2026-03-12T08:00:00Z', cancelDeadline: '2026-03-11T08:00:00Z' },
      },
    ]);
    server.clock.skip(2 * DAY);
    expect(await statusOf()).toBe('ready_to_start');
    expect((await visit()).text).toContain('invigil:');
    const app = await openApp(server, given());
    await app.send(status(server, 'in_setup'));
    server.clock.skip(16 * MINUTE);
    // Who came in time has the whole of the booked time to start.
    expect((await app.refresh()).status).toBe(200);
    await app.send(status(server, 'exam_started'));
    expect(await statusOf()).toBe('started');
    await call(server, 'POST', 'sessions/one/finish/');
    expect(await statusOf()).toBe('finished');
  });

  it('is missed by whoever does not come, who books another time', async () => {
    await open();
    await (await visit()).press({ slot: iso(server.now() + DAY) });
    server.clock.skip(DAY + 15 * MINUTE);
    expect(await statusOf()).toBe('late_to_start');
    expect((await start(server, given())).body['error']).toBe('slot_missed');
    const page = await visit();
    expect(page.text).toContain('The time you booked has passed');
    await page.press({ slot: iso(server.now() + DAY - 15 * MINUTE) });
    expect(await statusOf()).toBe('early_to_start');
    await deliverDue(server);
    expect(lms.of('schedule').map(({ event }) => event)).toEqual(['scheduled', 'scheduled']);
  });

  it('is given back by the candidate until the limit, and not after it', async () => {
    await open({ cancelHours: 12 });
    const page = await visit();
    await page.press({ slot: iso(server.now() + DAY) });
    const cancelled = await page.press({ deed: 'cancel' });
    expect(cancelled.text).toContain('Your booking is cancelled');
    expect(cancelled.slots).toEqual([]);
    expect(await statusOf()).toBe('not_scheduled');
    await page.press({ slot: iso(server.now() + DAY) });
    server.clock.skip(12 * HOUR + 1);
    const late = await page.press({ deed: 'cancel' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('too close to the start');
    expect(await statusOf()).toBe('early_to_start');
    await deliverDue(server);
    expect(lms.of('schedule').map(({ event, start: at }) => [event, at])).toEqual([
      ['scheduled', '2026-03-11T08:00:00Z'],
      ['canceled', '2026-03-11T08:00:00Z'],
      ['scheduled', '2026-03-11T08:00:00Z'],
    ]);
  });

  it('is un-booked by finish, at any time, which is a change', async () => {
    await open();
    await (await visit()).press({ slot: iso(server.now() + HOUR) });
    const finished = await call(server, 'POST', 'sessions/one/finish/');
    expect([finished.status, finished.body]).toEqual([200, { message: 'finished' }]);
    expect(await statusOf()).toBe('not_scheduled');
    const again = await call(server, 'POST', 'sessions/one/finish/');
    expect(again.body).toEqual({ message: 'not_changed' });
    await deliverDue(server);
    expect(lms.of('schedule').map(({ event }) => event)).toEqual(['scheduled', 'canceled']);
  });

  it('keeps its booking when the LMS comes with a new session of the same candidate', async () => {
    await open();
    await (await visit()).press({ slot: iso(server.now() + DAY) });
    await visit({ sessionId: 'two' });
    expect([await statusOf('one'), await statusOf('two')]).toEqual([
      ...['not_scheduled', 'early_to_start'],
    ]);
    await deliverDue(server);
    const told = lms
      .of('schedule')
      .map(({ sessionId, event, start: at }) => [sessionId, event, at]);
    expect(told).toEqual([
      ['one', 'scheduled', '2026-03-11T08:00:00Z'],
      ['two', 'scheduled', '2026-03-11T08:00:00Z'],
    ]);
    await visit({ sessionId: 'three', userId: 'somebody else' });
    expect(await statusOf('three')).toBe('not_scheduled');
  });

  it('has one window: what a start says of it counts for every open session that is booked', async () => {
    await open();
    for (const id of ['one', 'two', 'over']) await visit({ sessionId: id, userId: id });
    await visit({ sessionId: 'unbooked', userId: 'u4', schedule: false });
    await visit({ sessionId: 'elsewhere', userId: 'u5', examId: 'another' });
    const { database, changes } = server.deps;
    const close = { closedAt: new Date(server.now()), closedReason: 'session_closed' } as const;
    await database.updateTable('sessions').set(close).where('externalId', '=', 'over').execute();
    const rows = () =>
      database
        .selectFrom('sessions')
        .select(['id', 'externalId', 'windowStart', 'windowEnd', 'parameters', 'updatedAt'])
        .orderBy('externalId')
        .execute();
    const before = new Map((await rows()).map((row) => [row.externalId, row]));
    const told: string[] = [];
    changes.subscribe(
      ({ sessionId }) => void told.push(sessionId),
      () => undefined,
    );
    server.clock.skip(1_000);
    const other = { startDate: iso(server.now() + DAY), endDate: iso(server.now() + 9 * DAY) };
    await visit({ sessionId: 'one', userId: 'one', ...other });
    for (const row of await rows()) {
      const isPassedOn = ['one', 'two'].includes(row.externalId);
      const was = before.get(row.externalId);
      if (!isPassedOn) expect(row).toEqual(was);
      else {
        expect([row.windowStart, row.windowEnd].map((at) => at.toISOString())).toEqual([
          ...[other.startDate, other.endDate],
        ]);
        expect(row.parameters).toMatchObject(other);
      }
    }
    const two = (await rows()).find(({ externalId }) => externalId === 'two');
    expect(two?.parameters).toEqual({ ...before.get('two')?.parameters, ...other });
    expect(told).toContain(two?.id);
    const lateUntil = new Date(server.now() + 10 * DAY);
    const late = { lateUntil, windowEnd: lateUntil };
    await database.updateTable('sessions').set(late).where('externalId', '=', 'one').execute();
    const after = await rows();
    server.clock.skip(1_000);
    // The same again writes nothing of others, and neither does a window that is over.
    const past = { startDate: iso(server.now() - 2 * DAY), endDate: iso(server.now() - DAY) };
    await visit({ sessionId: 'two', userId: 'two', ...other });
    await visit({ sessionId: 'two', userId: 'two', ...past });
    expect((await rows()).filter(({ externalId }) => externalId !== 'two')).toEqual(
      after.filter(({ externalId }) => externalId !== 'two'),
    );
  });

  it('has as many places as the integration says, however many press at once', async () => {
    await open({ capacity: 2 });
    const slot = iso(server.now() + DAY);
    const pages = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((id) => visit({ sessionId: id, userId: id })),
    );
    const pressed = await Promise.all(pages.map((page) => page.press({ slot })));
    expect(pressed.filter(({ status: code }) => code === 200)).toHaveLength(2);
    expect(pressed.filter(({ status: code }) => code === 409)).toHaveLength(3);
    expect((await visit({ sessionId: 'f', userId: 'f' })).slots).not.toContain(slot);
  });

  it('refuses times that were never offered, and pages that nobody opened', async () => {
    await open();
    const page = await visit();
    for (const slot of [
      iso(server.now() + 1),
      iso(server.now() - HOUR),
      iso(server.now() + 8 * DAY),
    ])
      expect((await page.press({ slot })).status).toBe(409);
    expect((await page.press({ slot: 'tomorrow' })).status).toBe(422);
    expect((await page.press({ page: 'x'.repeat(43) })).status).toBe(404);
    const south = await fetch(`${server.url}/integration/simple/south/booking/`, {
      method: 'POST',
      body: new URLSearchParams({
        page: /name="page" value="([\w-]+)"/.exec(page.text)?.[1] ?? '',
      }),
    });
    expect(south.status).toBe(404);
    expect(await statusOf()).toBe('not_scheduled');
  });
});
