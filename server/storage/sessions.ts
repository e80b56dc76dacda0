import { sql } from 'kysely';
import type { Database } from './openDatabase.ts';
import type { NewSession, SessionRow, SessionUpdate } from './schema.ts';

/** A session by our id. */
export function readSession(db: Database, id: string): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same, and nobody else changes it until this transaction ends. */
export function lockSession(db: Database, id: string): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
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

export function updateSession(
  db: Database,
  id: string,
  values: SessionUpdate,
): Promise<SessionRow> {
  return db
    .updateTable('sessions')
    .set(values)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
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
      'accommodations.extraMinutes',
    ])
    .where('sessions.status', 'in', ['in_setup', 'exam_started'])
    .execute();
}
