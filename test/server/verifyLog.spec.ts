import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readStoredSession } from '../../server/storage/storedLogs.ts';
import { describe as verify } from '../../server/verifyLog.ts';
import { event, openApp, status, type App } from './support/app.ts';
import { endAfter } from './support/eventLog.ts';
import { runToEnd } from './support/childServer.ts';
import { parameters } from './support/lms.ts';
import { startPostgres, type Postgres } from './support/postgres.ts';
import { startTestServer, type TestServer } from './support/server.ts';

describe.each(['PGlite', 'PostgreSQL'])('a stored log on %s', (kind) => {
  let postgres: Postgres | undefined;
  let server: TestServer;
  let app: App;
  const database = () => server.deps.database;
  beforeAll(async () => {
    if (kind === 'PostgreSQL') postgres = await startPostgres();
    const name = await postgres?.newDatabase();
    server = await startTestServer(name === undefined ? {} : { database: name });
  });
  afterAll(async () => {
    await server.close();
    await postgres?.stop();
  });

  const incident = (evidence: object[] = []) =>
    event(server, {
      type: 'incident',
      incident: { kind: 'focus_lost', severity: 'notice', evidence },
    });

  /** Six records in three batches: a status, three incidents, one refused, one with too much in it. */
  beforeEach(async () => {
    app = await openApp(server, parameters(server));
    await app.send(status(server, 'in_setup'), incident());
    await app.send(incident([{ code: 'window_of', values: { application: 'Cut \ud83d\u0000' } }]));
    await app.send(
      event(server, { type: 'from_the_future', note: 1 }),
      { ...incident(), more: { than: 'is kept' } },
      event(server, { type: 'incident', incident: { kind: 'focus_lost', severity: 'info' } }),
    );
  });

  const check = async () => {
    const stored = await readStoredSession(database(), app.grant.id);
    if (stored === undefined) throw new Error('there is no session');
    return verify(app.grant.id, stored);
  };
  /** What is found, without the lines about the log itself. */
  const found = async () =>
    (await check()).lines.filter((line) => line.startsWith('  ')).map((line) => line.trim());
  const run = (statement: ReturnType<typeof sql>) => statement.execute(database());
  const ofSession = () => sql`(select id from event_logs where session_id = ${app.grant.id})`;
  const eventOf = (number: number) =>
    sql`(select event_id from log_records where number = ${number} and log_id = ${ofSession()})`;

  it('that nobody touched is all as it was signed, refused and shortened records too', async () => {
    const { lines, faults } = await check();
    expect(faults).toBe(0);
    expect(lines).toEqual([
      `log ${app.key.key}: records 6, signed batches 3`,
      'all as it was signed',
    ]);
  });

  it('that was sent again, and in which its app declared records lost, is as it was signed', async () => {
    const sealed = app.log.seal(incident());
    await app.deliver(sealed);
    await app.deliver(sealed);
    const held = app.log.end();
    app.log.seal(incident(), incident());
    const after = app.log.forge(app.log.end(), [incident()], held);
    await app.deliver(after);
    expect(await found()).toEqual([]);
  });

  it('tells of an event that was changed', async () => {
    await run(
      sql`update events set body = jsonb_set(body, '{incident,severity}', '"info"')
          where id::text = ${eventOf(2)}`,
    );
    expect(await found()).toEqual([
      'record 2: its event is not the one that was signed',
      'record 2: its incident is shown otherwise than it was reported',
    ]);
  });

  it('tells of an event that was changed behind what was sent', async () => {
    await run(
      sql`update events set body = jsonb_set(body, '{incident,kind}', '"time_up"')
          where id::text = ${eventOf(5)}`,
    );
    expect(await found()).toContain('record 5: what is kept of its event is not what was signed');
  });

  it('tells of an event that was removed', async () => {
    await run(sql`delete from incidents where id::text = ${eventOf(2)}`);
    expect(await found()).toEqual(['record 2: its incident is not shown any more']);
    await run(sql`delete from events where id::text = ${eventOf(2)}`);
    expect(await found()).toEqual(['record 2: no event is held for it']);
  });

  it('tells of a refused event whose words were changed', async () => {
    await run(
      sql`update log_records set sent = replace(sent, 'from_the_future', 'of_the_past')
          where number = 4 and log_id = ${ofSession()}`,
    );
    expect(await found()).toEqual(['record 4: its event is not the one that was signed']);
  });

  it('tells of records that were cut out, and of an end that was cut off', async () => {
    await run(sql`delete from log_records where number = 2 and log_id = ${ofSession()}`);
    expect(await found()).toContain('record 2: is missing');
    await run(sql`delete from log_records where number > 3 and log_id = ${ofSession()}`);
    expect(await found()).toContain('record 6: the log does not end where it is said to');
  });

  it('tells of records that no signature reaches', async () => {
    await run(
      sql`update log_records set signature = null where number = 6 and log_id = ${ofSession()}`,
    );
    expect(await found()).toEqual(['record 4: no signed batch reaches it']);
  });

  it('tells of an event that was changed under a signature that was taken away', async () => {
    await run(
      sql`update log_records set first = null, previous = null, signature = null
          where number = 2 and log_id = ${ofSession()}`,
    );
    await run(
      sql`update events set body = jsonb_set(body, '{status}', '"exam_started"')
          where id::text = ${eventOf(1)}`,
    );
    expect(await found()).toEqual(['record 1: its event is not the one that was signed']);
  });

  it('tells of a part that begins without a signature', async () => {
    const held = app.log.end();
    app.log.seal(incident());
    const [one, other] = [incident(), incident()];
    await app.deliver(app.log.forge(app.log.end(), [one], held));
    await app.deliver(app.log.forge(endAfter(app.log.end(), [one]), [other]));
    await run(
      sql`update log_records set first = null, previous = null, signature = null
          where part = 1 and number = 8 and log_id = ${ofSession()}`,
    );
    expect(await found()).toEqual(['record 8: no signed batch begins with it']);
  });

  it('tells of a batch whose signature is of something else', async () => {
    await run(
      sql`update log_records set previous = hash where number = 3 and log_id = ${ofSession()}`,
    );
    expect(await found()).toEqual([
      'record 3: the batch 3–3 is not signed',
      'record 3: the batch 3–3 does not follow the record before it',
    ]);
  });

  it('tells of an event and an incident that the app never reported', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    await run(
      sql`insert into events (id, session_id, type, at, received_at, body) select ${one}, session_id, type, at, received_at, body from events
          where id::text = ${eventOf(1)}`,
    );
    await run(
      sql`insert into incidents
          (id, session_id, kind, severity, evidence, at, received_at, source) select ${other}, session_id, kind, severity, evidence, at, received_at, source
          from incidents where id::text = ${eventOf(2)}`,
    );
    expect(await found()).toEqual([
      `event ${one}: stands in no log`,
      `incident ${other}: the app never reported it`,
    ]);
  });
});

describe('--verify-log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'invigil-verify-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('says so in plain lines and by its exit code', async () => {
    const server = await startTestServer({ folder });
    const app = await openApp(server, parameters(server));
    await app.send(status(server, 'in_setup'));
    await server.close();
    const config = {
      listen: { host: '127.0.0.1', port: 0 },
      database: 'embedded:database',
      evidence: 'file:evidence',
      integrations: [{ name: 'north', jwtSecret: 'x'.repeat(32), languages: ['en'] }],
    };
    const run = (session: string) => runToEnd({ folder, config, more: ['--verify-log', session] });
    const whole = await run(app.grant.id);
    expect([whole.code, whole.stdout]).toEqual([
      0,
      `log ${app.key.key}: records 1, signed batches 1\nall as it was signed\n`,
    ]);
    const again = await startTestServer({ folder });
    await sql`delete from events`.execute(again.deps.database);
    await again.close();
    const faulty = await run(app.grant.id);
    expect(faulty.code).toBe(3);
    expect(faulty.stdout).toContain('  record 1: no event is held for it\n');
    expect(faulty.stdout).toContain('not as it was signed: 1\n');
    const unknown = await run(randomUUID());
    expect([unknown.code, unknown.stdout]).toEqual([1, '']);
    expect(unknown.stderr).toContain('--verify-log: there is no session');
    const none = await run('session-1');
    expect(none.stderr).toContain('--verify-log: session-1 is no session id');
  });
});
