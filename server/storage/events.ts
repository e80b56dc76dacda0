import { sql } from 'kysely';
import type { ClientEvent } from '../../contract/http.ts';
import { bySession } from './bySession.ts';
import type { Database } from './openDatabase.ts';
import { together } from './together.ts';

/** What an app reported in one go. */
interface EventBatch {
  readonly sessionId: string;
  /** `at` and `receivedAt` in milliseconds since the epoch. */
  readonly events: readonly { readonly event: ClientEvent; readonly at: number }[];
  readonly receivedAt: number;
}

/**
 * Keeps events as they came, each id of a session once.
 * @returns the ids that are new, in lower case
 */
export const addEvents = together<EventBatch, ReadonlySet<string>>(async (db, batches) => {
  const rows = batches.flatMap(({ sessionId, events, receivedAt }) =>
    events.map(({ event, at }) => ({
      id: event.id,
      session_id: sessionId,
      type: event.type,
      at: new Date(at),
      received_at: new Date(receivedAt),
      body: event,
    })),
  );
  const added = await sql<{ sessionId: string; id: string }>`
    insert into events (id, session_id, type, at, received_at, body)
    select id, session_id, type, at, received_at, body
    from jsonb_populate_recordset(null::events, ${JSON.stringify(rows)})
    on conflict (session_id, id) do nothing returning session_id, id
  `.execute(db);
  const ofSession = bySession(added.rows);
  return batches.map(({ sessionId }) => {
    return new Set((ofSession.get(sessionId) ?? []).map(({ id }) => id));
  });
});

/**
 * When the app says that the candidate finished the exam, if it ever did; milliseconds since the epoch.
 * @param since what staff opened again then was not finished by an earlier word
 */
export async function findReportedFinish(
  db: Database,
  sessionId: string,
  since = -Infinity,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('events')
    .select('at')
    .where('sessionId', '=', sessionId)
    .where('type', '=', 'status')
    .where(sql<string>`body ->> 'status'`, '=', 'exam_finished')
    .where('at', '>', new Date(Math.max(since, 0)))
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
