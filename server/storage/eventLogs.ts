import { sql } from 'kysely';
import type { BatchLog, LogEnd } from '../../contract/logChain.ts';
import { hashLogStart } from '../evidence/logHashes.ts';
import type { Database } from './openDatabase.ts';
import type { EventLogRow } from './schema.ts';
import { together } from './together.ts';

interface NewLog {
  readonly sessionId: string;
  readonly key: string;
  readonly accessHash: string;
  readonly at: Date;
}

/** Registers a key for a session; the same one again changes nothing. */
export const addEventLog = together<NewLog, undefined>(async (db, logs) => {
  const rows = logs.map(({ sessionId, key, accessHash, at }) => ({
    ...{ key, part: 0, number: 0, hash: hashLogStart(sessionId, key) },
    session_id: sessionId,
    access_hash: accessHash,
    registered_at: at,
  }));
  await sql`
    insert into event_logs (session_id, key, access_hash, registered_at, part, number, hash)
    select session_id, key, access_hash, registered_at, part, number, hash
    from jsonb_populate_recordset(null::event_logs, ${JSON.stringify(rows)})
    on conflict (session_id, key) do nothing
  `.execute(db);
  return rows.map(() => undefined);
});

interface KeyOfSession {
  readonly sessionId: string;
  readonly key: string;
}

/** The log of a key, if the key was registered for this very session. */
export const findEventLog = together<KeyOfSession, EventLogRow | undefined>(async (db, wanted) => {
  const sessions = wanted.map(({ sessionId }) => sessionId);
  const keys = wanted.map(({ key }) => key);
  const { rows } = await sql<EventLogRow>`
    select * from event_logs
    where (session_id, key) in (select * from unnest(${sessions}::uuid[], ${keys}::text[]))
  `.execute(db);
  const nameOf = ({ sessionId, key }: KeyOfSession): string => `${sessionId} ${key}`;
  const logs = new Map(rows.map((row) => [nameOf(row), row]));
  return wanted.map((each) => logs.get(nameOf(each)));
});

/** Hashes of the records held in the log's present part, from one number to another, by number. */
export async function readHashes(
  db: Database,
  log: EventLogRow,
  numbers: { from: number; to: number },
): Promise<Map<number, string>> {
  if (numbers.to < numbers.from) return new Map();
  const rows = await db
    .selectFrom('logRecords')
    .select(['number', 'hash'])
    .where('logId', '=', log.id)
    .where('part', '=', log.part)
    .where('number', '>=', numbers.from)
    .where('number', '<=', numbers.to)
    .execute();
  return new Map(rows.map(({ number, hash }) => [number, hash]));
}

export interface Extension {
  readonly log: EventLogRow;
  readonly part: number;
  /** The batch as it was signed, its last record included. */
  readonly batch: BatchLog;
  readonly end: LogEnd;
  /** Those of its records that are new, without a gap between them. */
  readonly records: readonly { number: number; hash: string; eventId: string | null }[];
  readonly receivedAt: Date;
}

/** Puts records at the end of a log, in one statement: it is part of every report of every app. */
export const extendEventLog = together<Extension, undefined>(async (db, extensions) => {
  const records = extensions.flatMap(({ log, part, batch, end, records: added, receivedAt }) =>
    added.map(({ number, hash, eventId }) => ({
      ...{ log_id: log.id, part, number, hash },
      event_id: eventId,
      ...(number === end.number
        ? {
            first: batch.first,
            previous: batch.previous,
            lost_after: batch.lostAfter ?? null,
            signature: batch.signature,
            received_at: receivedAt,
          }
        : {}),
    })),
  );
  await sql`
    with records as (
      insert into log_records (log_id, part, number, hash, event_id, first, previous, lost_after,
        signature, received_at)
      select log_id, part, number, hash, event_id, first, previous, lost_after, signature, received_at
      from jsonb_populate_recordset(null::log_records, ${JSON.stringify(records)})
      returning log_id, part, number, hash, signature
    )
    update event_logs set part = records.part, number = records.number, hash = records.hash
    from records where event_logs.id = records.log_id and records.signature is not null
  `.execute(db);
  return extensions.map(() => undefined);
});

/** How many records of a session's logs are held. */
export async function countLogRecords(db: Database, sessionId: string): Promise<number> {
  const row = await db
    .selectFrom('logRecords')
    .innerJoin('eventLogs', 'eventLogs.id', 'logRecords.logId')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('eventLogs.sessionId', '=', sessionId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
