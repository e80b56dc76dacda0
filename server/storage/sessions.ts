import { sql } from 'kysely';
import { Accommodations } from '../../contract/accommodations.ts';
import type { Database } from './openDatabase.ts';
import type { NewSession, SessionRow } from './schema.ts';

/** A session by our id. */
export function readSession(db: Database, id: string): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same, and nobody else changes it until this transaction ends. */
export function lockSession(db: Database, id: string): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Of these the ones that nobody else holds, and nobody else changes them until this transaction ends. */
export async function lockFreeSessions(
  db: Database,
  ids: readonly string[],
): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select * from sessions where id = any(${ids}::uuid[]) order by id for update skip locked
  `.execute(db);
  return rows;
}

/** A session by the LMS's own id, which is unique per integration. */
export function findSession(
  db: Database,
  session: { integration: string; externalId: string },
): Promise<SessionRow | undefined> {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('integration', '=', session.integration)
    .where('externalId', '=', session.externalId)
    .executeTakeFirst();
}

/**
 * Adds a session unless its integration has one of this id. Of two at once the second waits for the
 * first and then finds it there.
 * @returns the new one, or `undefined` when it is there already
 */
export function addSession(db: Database, session: NewSession): Promise<SessionRow | undefined> {
  return db
    .insertInto('sessions')
    .values(session)
    .onConflict((conflict) => conflict.columns(['integration', 'externalId']).doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Many sessions by our ids, with what was granted and the access that holds each now. One query. */
export async function readSessionsWithGrants(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('sessions')
    .leftJoin('accommodations', (join) =>
      join
        .onRef('accommodations.examId', '=', 'sessions.examId')
        .onRef('accommodations.candidateId', '=', 'sessions.candidateId'),
    )
    .leftJoin('accessTokens', (join) =>
      join
        .onRef('accessTokens.sessionId', '=', 'sessions.id')
        .on('accessTokens.replacedAt', 'is', null),
    )
    .selectAll('sessions')
    .select([
      'accessTokens.hash as access',
      'accommodations.extraMinutes',
      'accommodations.breakMinutes',
      'accommodations.waivedSteps',
    ])
    // One parameter, however many there are: the statement stays the same and is planned once.
    .where('sessions.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return rows.map(({ access, extraMinutes, breakMinutes, waivedSteps, ...session }) => ({
    session,
    access,
    accommodations: Accommodations.parse({
      extraMinutes: extraMinutes ?? undefined,
      breakMinutes: breakMinutes ?? undefined,
      waivedSteps: waivedSteps ?? undefined,
    }),
  }));
}

/** Every session that the clock can move, with what decides when. */
export function listRunning(db: Database) {
  return db
    .selectFrom('sessions')
    .leftJoin('accommodations', (join) =>
      join
        .onRef('accommodations.examId', '=', 'sessions.examId')
        .onRef('accommodations.candidateId', '=', 'sessions.candidateId'),
    )
    .select([
      'sessions.id',
      'sessions.integration',
      'sessions.status',
      sql<number>`(sessions.parameters ->> 'duration')::float8`.as('durationMinutes'),
      'sessions.windowEnd',
      'sessions.startedAt',
      'sessions.lastSeenAt',
      'sessions.timeUpFor',
      'sessions.closingSuspendedAt',
      'sessions.closingResumedAt',
      'accommodations.extraMinutes',
    ])
    .where('sessions.status', 'in', ['in_setup', 'exam_started'])
    .execute();
}
