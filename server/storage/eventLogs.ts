import type { BatchLog, LogEnd } from '../../contract/logChain.ts';
import { hashLogStart } from '../evidence/logHashes.ts';
import type { Database } from './openDatabase.ts';
import type { EventLogRow } from './schema.ts';

/** Registers a key for a session; the same one again changes nothing. */
export async function addEventLog(
  db: Database,
  log: { sessionId: string; key: string; accessHash: string; at: Date },
): Promise<void> {
  const { sessionId, key, accessHash } = log;
  const hash = hashLogStart(sessionId, key);
  await db
    .insertInto('eventLogs')
    .values({ sessionId, key, accessHash, registeredAt: log.at, part: 0, number: 0, hash })
    .onConflict((conflict) => conflict.columns(['sessionId', 'key']).doNothing())
    .execute();
}

/** The log of a key, if the key was registered for this very session. */
export function findEventLog(
  db: Database,
  sessionId: string,
  key: string,
): Promise<EventLogRow | undefined> {
  return db
    .selectFrom('eventLogs')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .where('key', '=', key)
    .executeTakeFirst();
}

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
  readonly part: number;
  /** The batch as it was signed, its last record included. */
  readonly batch: BatchLog;
  readonly end: LogEnd;
  /** Those of its records that are new, without a gap between them. */
  readonly records: readonly { number: number; hash: string; eventId: string | null }[];
  readonly receivedAt: Date;
}

/** Puts records at the end of a log, in one statement: it is part of every report of every app. */
export async function extendEventLog(
  db: Database,
  log: EventLogRow,
  { part, batch, end, records, receivedAt }: Extension,
): Promise<void> {
  const logId = log.id;
  const { first, previous, signature, lostAfter } = batch;
  await db
    .with('records', (query) =>
      query.insertInto('logRecords').values(records.map((record) => ({ ...record, logId, part }))),
    )
    .with('batches', (query) =>
      query.insertInto('logBatches').values({
        ...{ logId, part, first, previous, signature, receivedAt },
        last: end.number,
        hash: end.hash,
        lostAfter: lostAfter === undefined ? null : JSON.stringify(lostAfter),
      }),
    )
    .updateTable('eventLogs')
    .set({ part, number: end.number, hash: end.hash })
    .where('id', '=', logId)
    .execute();
}

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
