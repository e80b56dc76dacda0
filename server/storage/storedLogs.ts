import type { Selectable } from 'kysely';
import type { Database } from './openDatabase.ts';
import type { EventLogRow, IncidentRow, Tables } from './schema.ts';

/** A log with all that is held of it, in order. */
export interface StoredLog {
  readonly log: EventLogRow;
  readonly records: readonly StoredRecord[];
}

export type StoredRecord = Selectable<Tables['logRecords']>;

/** Everything that a session's record is made of; undefined when there is no such session. */
export interface StoredSession {
  readonly logs: readonly StoredLog[];
  /** What the app reported, by lower-case id. */
  readonly events: ReadonlyMap<string, unknown>;
  /** Incidents that the app reported, as staff see them. */
  readonly incidents: readonly IncidentRow[];
}

export async function readStoredSession(
  db: Database,
  sessionId: string,
): Promise<StoredSession | undefined> {
  const session = await db
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', sessionId)
    .executeTakeFirst();
  if (session === undefined) return undefined;
  const logs = await db
    .selectFrom('eventLogs')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .orderBy('id')
    .execute();
  const events = await db
    .selectFrom('events')
    .select(['id', 'body'])
    .where('sessionId', '=', sessionId)
    .execute();
  const incidents = await db
    .selectFrom('incidents')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .where('source', '=', 'app')
    .execute();
  return {
    logs: await Promise.all(logs.map((log) => readStoredLog(db, log))),
    events: new Map(events.map(({ id, body }) => [id.toLowerCase(), body])),
    incidents,
  };
}

async function readStoredLog(db: Database, log: EventLogRow): Promise<StoredLog> {
  const records = await db
    .selectFrom('logRecords')
    .selectAll()
    .where('logId', '=', log.id)
    .orderBy('part')
    .orderBy('number')
    .execute();
  return { log, records };
}

/** A record as it was sent, in canonical JSON: nothing that is kept says the same. */
export interface SentRecord {
  readonly number: number;
  readonly sent: string;
}

/** Keeps records that no kept event stands for, so that the log can be verified again. */
export async function keepAsSent(
  db: Database,
  { sessionId, key }: { sessionId: string; key: string },
  records: readonly SentRecord[],
): Promise<void> {
  for (const { number, sent } of records)
    await db
      .updateTable('logRecords')
      .from('eventLogs')
      .set({ sent })
      .whereRef('logRecords.logId', '=', 'eventLogs.id')
      .whereRef('logRecords.part', '=', 'eventLogs.part')
      .where('eventLogs.sessionId', '=', sessionId)
      .where('eventLogs.key', '=', key)
      .where('logRecords.number', '=', number)
      .where('logRecords.sent', 'is', null)
      .execute();
}
