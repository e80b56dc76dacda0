import type { ClientEvent } from '../../contract/http.ts';
import { sql } from 'kysely';
import type { Database } from './openDatabase.ts';

/**
 * Keeps events as they came, each id of a session once.
 * @returns the ids that are new
 */
export async function addEvents(
  db: Database,
  batch: {
    sessionId: string;
    events: readonly { event: ClientEvent; at: number }[];
    receivedAt: number;
  },
): Promise<Set<string>> {
  if (batch.events.length === 0) return new Set();
  const rows = batch.events.map(({ event, at }) => ({
    id: event.id,
    sessionId: batch.sessionId,
    type: event.type,
    at: new Date(at),
    receivedAt: new Date(batch.receivedAt),
    body: JSON.stringify(event),
  }));
  const added = await db
    .insertInto('events')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['sessionId', 'id']).doNothing())
    .returning('id')
    .execute();
  return new Set(added.map(({ id }) => id));
}

/** When the app says that the candidate finished the exam, if it ever did. */
export async function findReportedFinish(
  db: Database,
  sessionId: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('events')
    .select('at')
    .where('sessionId', '=', sessionId)
    .where('type', '=', 'status')
    .where(sql<string>`body ->> 'status'`, '=', 'exam_finished')
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  return row?.at.getTime();
}

/** What the candidate said to the recording, newest last; `body` holds their own words. */
export function listConsents(db: Database, sessionId: string) {
  return db
    .selectFrom('events')
    .select(['at', 'body'])
    .where('sessionId', '=', sessionId)
    .where('type', '=', 'consent')
    .orderBy('at')
    .execute();
}

/**
 * How long the exam's page was covered, by the app's word. Seconds. Nothing counts that lies before the
 * start of the exam, whatever an app says.
 */
export async function sumCovered(db: Database, sessionId: string): Promise<number> {
  const span = sql<number>`coalesce(sum(greatest(0, extract(epoch from
    events.at - greatest((body ->> 'since')::timestamptz, sessions.started_at)))), 0)::float8`;
  const row = await db
    .selectFrom('events')
    .innerJoin('sessions', 'sessions.id', 'events.sessionId')
    .select(span.as('seconds'))
    .where('events.sessionId', '=', sessionId)
    .where('events.type', '=', 'covered')
    .executeTakeFirstOrThrow();
  return Math.round(row.seconds);
}

/** The hash of a photo as the app's log names it. */
export async function findLoggedPhoto(
  db: Database,
  photo: { sessionId: string; id: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('events')
    .select(sql<string>`body ->> 'sha256'`.as('sha256'))
    .where('sessionId', '=', photo.sessionId)
    .where('type', '=', 'photo')
    .where(sql<string>`body ->> 'photo'`, '=', photo.id)
    .limit(1)
    .executeTakeFirst();
  return row?.sha256;
}
