import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/storage/openDatabase.ts';
import { event, status as tellStatus } from '../support/app.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import type { TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import type { Json } from './client.ts';
import { examOf, makeExam, makeStudent, openByLink } from './exam.ts';
import { join, startInstituteServer, type Member } from './institute.ts';

/*
 * Two at once on one row. On PostgreSQL: PGlite has one connection, so there everybody waits anyway.
 */
let postgres: Postgres;
let server: TestServer;
let member: Member;
beforeAll(async () => {
  postgres = await startPostgres();
  server = await startInstituteServer({ database: await postgres.newDatabase() });
  member = await join(server);
});
afterAll(async () => {
  await server.close();
  await postgres.stop();
});

const isWaitedFor = async (): Promise<boolean> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_locks where not granted`.execute(server.deps.database);
  return (rows[0]?.n ?? 0) > 0;
};

/** Somebody's change is under way; `call` comes to it, waits, and goes on when it is kept. */
async function meanwhile<T>(
  change: (db: Database) => Promise<unknown>,
  call: () => Promise<T>,
): Promise<T> {
  let answer: Promise<T> | undefined;
  await server.deps.database.transaction().execute(async (db) => {
    await change(db);
    answer = call();
    await until(isWaitedFor);
  });
  if (answer === undefined) throw new Error('nothing was asked');
  return answer;
}

const student = (body: Json): Json => body['student'] as Json;

describe('two at once', () => {
  it('each keep what they changed of an exam', async () => {
    const { client } = member;
    const made = await makeExam(client, examOf(server));
    const changed = await meanwhile(
      (db) =>
        sql`update api_exams set fields = jsonb_set(fields, '{restrictions}', '"No phones."')
          where id = ${made.id}`.execute(db),
      () => client.patch(`exams/${String(made.id)}`, { id: made.id }, { name: 'Renamed' }),
    );
    expect(changed.body['exam']).toMatchObject({ name: 'Renamed' });
    expect(JSON.stringify(changed.body['exam'])).toContain('No phones.');
  });

  it('each keep what they changed of a student, and of the exam meanwhile', async () => {
    const { client } = member;
    const made = await makeExam(client, examOf(server));
    const added = await makeStudent(client, made.id);
    const one = `student_sessions/${String(added.id)}`;
    const ids = { id: added.id };
    const changed = await meanwhile(
      (db) =>
        sql`update api_sessions set individual_info = 'Seat 12' where id = ${added.id}`.execute(db),
      () => client.patch(one, ids, { name: 'Zoë' }),
    );
    expect(student(changed.body)).toMatchObject({ name: 'Zoë', individual_info: 'Seat 12' });
    const later = new Date(server.clock.now() + 9 * 3_600_000).toISOString();
    const moved = await meanwhile(
      (db) => sql`update api_exams set end_time = ${later} where id = ${made.id}`.execute(db),
      () => client.patch(one, ids, { name: 'Zoë B.' }),
    );
    expect(student(moved.body)).toMatchObject({ name: 'Zoë B.', expires_at: later });
  });

  it('do not take a student off who begins at that moment', async () => {
    const { client } = member;
    const made = await makeExam(client, examOf(server));
    const added = await makeStudent(client, made.id);
    const app = await openByLink(server, added.token);
    const refused = await meanwhile(
      (db) =>
        sql`update sessions set status = 'exam_started', started_at = ${new Date(server.clock.now())}
          where id = ${app.grant.id}`.execute(db),
      () => client.delete(`student_sessions/${String(added.id)}`, { id: added.id }),
    );
    expect([refused.status, refused.body]).toEqual([
      422,
      { base: ['is taking the exam; end it first'] },
    ]);
    expect(((await app.beat()).body['state'] as Json)['closed']).toBeUndefined();
  });
});

it('a student who was taken off in setup begins no exam, and what else happened is kept', async () => {
  const { client } = member;
  const made = await makeExam(client, examOf(server));
  const added = await makeStudent(client, made.id);
  const app = await openByLink(server, added.token);
  await app.send(tellStatus(server, 'in_setup'));
  await client.delete(`student_sessions/${String(added.id)}`, { id: added.id });
  const incident = { kind: 'focus_lost', severity: 'notice', evidence: [] };
  const told = await app.send(
    tellStatus(server, 'exam_started'),
    event(server, { type: 'incident', incident }),
  );
  expect(told.body).toMatchObject({
    refused: [{ error: 'session_closed' }],
    state: { status: 'in_setup', closed: { by: 'staff', reason: 'session_closed' } },
  });
  expect(told.body['accepted']).toHaveLength(1);
});

it('a student who is renamed has the new name where staff compare photos', async () => {
  const { client } = member;
  const made = await makeExam(client, examOf(server));
  const added = await makeStudent(client, made.id);
  const other = await makeStudent(client, made.id);
  const candidateOf = (id: number) =>
    server.deps.database
      .selectFrom('apiSessions')
      .innerJoin('sessions', 'sessions.id', 'apiSessions.sessionId')
      .innerJoin('candidates', 'candidates.id', 'sessions.candidateId')
      .select(['candidates.lastName', 'candidates.email', 'candidates.externalId'])
      .where('apiSessions.id', '=', id)
      .executeTakeFirstOrThrow();
  const change = { name: 'Zoë', email: 'zoe@example.org' };
  await client.patch(`student_sessions/${String(added.id)}`, { id: added.id }, change);
  const known = { lastName: 'Zoë', email: 'zoe@example.org', externalId: 'zoe@example.org' };
  expect(await candidateOf(added.id)).toEqual(known);
  // Whoever is registered under the address that was corrected is another person.
  const second = await makeExam(client, examOf(server));
  await makeStudent(client, second.id, { name: 'Ann', email: added['email'] });
  expect(await candidateOf(added.id)).toEqual(known);
  // Somebody has the address already, in another exam: two people stay two.
  const taken = { name: 'Bo', email: added['email'] };
  await client.patch(`student_sessions/${String(other.id)}`, { id: other.id }, taken);
  expect(await candidateOf(other.id)).toEqual({
    ...{ lastName: 'Bo', email: added['email'], externalId: other['email'] },
  });
});
