import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeLogKey } from '../../../main/evidence/logKey.ts';
import { openSessionOutbox } from '../../../main/evidence/sessionOutbox.ts';
import { createSessions, type Sessions } from '../../../main/sessions.ts';
import { serverClock } from '../../../main/system/clock.ts';
import { sealer } from '../../../main/system/sealing.ts';
import { keptLog, silentLog } from '../../fakes/log.ts';
import { fakeServer } from '../../fakes/serverClient.ts';
import { grant, GRANT_ID } from '../../fixtures/grant.ts';
import { eventually } from '../../setup/eventually.ts';

const SERVER = 'https://proctor.uni.example/';
const seal = sealer(randomBytes(32));
const running: Sessions[] = [];
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sessions-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((sessions) => sessions.stop()));
  await rm(folder, { recursive: true });
});

const KEY = makeLogKey('a secret', 'a ticket');

function open(client = fakeServer(), log = silentLog, continuable?: string) {
  const unsent: number[] = [];
  const sessions = createSessions({
    folder,
    sealer: seal,
    client,
    openLine: () => new Promise(() => undefined),
    clock: serverClock(),
    log,
    journey: () => ({ stage: 'link', phase: 'waiting' }),
    continuable: () => Promise.resolve(continuable),
    listener: {
      onReached() {},
      onState() {},
      onTold() {},
      onTurnedAway() {},
      onStartRefused() {},
      onUnsent: (count) => unsent.push(count),
    },
  });
  running.push(sessions);
  return { sessions, client, unsent };
}

test('a session is begun, reports, and leaves nothing behind when it is over and all is sent', async () => {
  const { sessions, client, unsent } = open();
  const session = await sessions.begin(SERVER, grant(), KEY);
  await session.reportConsent(true);
  await eventually(() => expect(session.outbox.pending()).toEqual([]));
  expect(client.events).toMatchObject([{ type: 'consent', given: true }]);
  expect(unsent).toContain(1);
  sessions.end();
  expect(sessions.current()).toBeUndefined();
  await eventually(async () => expect(await readdir(folder)).toEqual([]));
});

test('what an earlier run could not send goes out at the next start, with the kept token', async () => {
  const offline = fakeServer();
  offline.failures.push(...Array.from({ length: 50 }, () => 'server_unreachable' as const));
  const first = open(offline);
  const session = await first.sessions.begin(SERVER, grant(), KEY);
  await session.reportStatus('after_check_req');
  await first.sessions.stop();

  const { sessions, client } = open();
  await sessions.finishEarlier();
  await eventually(() => expect(client.events).toHaveLength(1));
  expect(client.events).toMatchObject([{ type: 'status', status: 'after_check_req' }]);
  await eventually(async () => expect(await readdir(folder)).toEqual([]));
});

test('the same session begun while its rest is being sent has one outbox, whoever comes first', async () => {
  for (let round = 0; round < 20; round += 1) {
    const { sessions } = open();
    const [session] = await Promise.all([
      sessions.begin(SERVER, grant(), KEY),
      sessions.finishEarlier(),
    ]);
    await session.reportConsent(true);
    await eventually(() => expect(session.outbox.pending()).toEqual([]));
    await sessions.stop();
  }
});

test('a new token goes with what waits from before', async () => {
  const { sessions } = open();
  await sessions.begin(SERVER, grant(), KEY);
  const again = await sessions.begin(SERVER, grant({ accessToken: 'b'.repeat(43) }));
  expect(again.outbox.access().accessToken).toBe('b'.repeat(43));
});

test('what nobody took for thirty days is removed, and the log says so', async () => {
  const outbox = await openSessionOutbox(
    GRANT_ID,
    { folder, sealer: seal, log: silentLog },
    { server: SERVER, accessToken: 'token' },
    KEY,
  );
  await outbox?.close();
  const old = new Date(Date.now() - 31 * 24 * 3600_000);
  await utimes(path.join(folder, GRANT_ID), old, old);
  const log = keptLog();
  await open(fakeServer(), log).sessions.finishEarlier();
  expect(await readdir(folder)).toEqual([]);
  expect(log.lines.join()).toContain('30 days');
});

test('of an access that does not open nothing is sent and nothing removed', async () => {
  const other = sealer(randomBytes(32));
  const outbox = await openSessionOutbox(
    GRANT_ID,
    { folder, sealer: other, log: silentLog },
    { server: SERVER, accessToken: 'token' },
    KEY,
  );
  await outbox?.close();
  const log = keptLog();
  await open(fakeServer(), log).sessions.finishEarlier();
  expect(await readdir(folder)).toEqual([GRANT_ID]);
  expect(log.lines.join()).toContain('cannot be read');
});

test('a picture without its record is removed at the next opening', async () => {
  const deps = { folder, sealer: seal, log: silentLog };
  const access = { server: SERVER, accessToken: 'token' };
  const first = await openSessionOutbox(GRANT_ID, deps, access, KEY);
  await first?.photos.keep('7b0f64a1-3f2c-4d55-9d0e-3f6b5f2c8a12', Buffer.from('jpeg'));
  await first?.close();
  await (await openSessionOutbox(GRANT_ID, deps))?.close();
  expect(await readdir(path.join(folder, GRANT_ID, 'photos'))).toEqual([]);
});

test('the log goes on where it was for a session that may be continued, and with the same key', async () => {
  const first = open(fakeServer(), silentLog, GRANT_ID);
  const session = await first.sessions.begin(SERVER, grant(), KEY);
  await session.reportConsent(true);
  await eventually(() => expect(session.outbox.pending()).toEqual([]));
  first.sessions.end();
  await first.sessions.stop();
  const { sessions, client } = open(fakeServer(), silentLog, GRANT_ID);
  await sessions.finishEarlier();
  const again = await sessions.begin(SERVER, grant());
  await again.reportConsent(true);
  await eventually(() => expect(again.outbox.pending()).toEqual([]));
  expect(client.logs).toMatchObject([{ key: KEY.public, first: 2 }]);
});

test('a session without a key is not begun: what it reports could not be proven', async () => {
  const { sessions } = open();
  await expect(sessions.begin(SERVER, grant())).rejects.toMatchObject({ reason: 'access_denied' });
});

test('events recorded before another link was opened are signed with the key they began with', async () => {
  const offline = fakeServer();
  offline.failures.push(...Array.from({ length: 50 }, () => 'server_unreachable' as const));
  const first = open(offline);
  const session = await first.sessions.begin(SERVER, grant(), KEY);
  await session.reportConsent(true);
  await first.sessions.stop();
  const other = makeLogKey('a secret', 'another ticket');
  const { sessions, client } = open();
  const again = await sessions.begin(SERVER, grant({ accessToken: 'b'.repeat(43) }), other);
  await again.reportConsent(true);
  await eventually(() => expect(again.outbox.pending()).toEqual([]));
  expect(client.logs.map(({ key, first: number }) => [key, number])).toEqual([
    [KEY.public, 1],
    [other.public, 1],
  ]);
});
