import { sql } from 'kysely';
import type { Status } from '../../contract/status.ts';
import { bySession } from './bySession.ts';
import type { TransitionCause, TransitionRow } from './schema.ts';
import type { Database } from './openDatabase.ts';
import { together } from './together.ts';

export interface Transition {
  readonly sessionId: string;
  readonly status: Status;
  /** When it happened, milliseconds since the epoch. */
  readonly at: number;
  readonly receivedAt: number;
  readonly cause: TransitionCause;
  readonly moved: boolean;
}

export const addTransition = together<Transition, undefined>(async (db, transitions) => {
  const rows = transitions.map(({ sessionId, at, receivedAt, ...rest }) => ({
    ...rest,
    session_id: sessionId,
    at: new Date(at),
    received_at: new Date(receivedAt),
  }));
  await sql`
    insert into transitions (session_id, status, at, received_at, cause, moved)
    select session_id, status, at, received_at, cause, moved
    from jsonb_populate_recordset(null::transitions, ${JSON.stringify(rows)})
  `.execute(db);
  return rows.map(() => undefined);
});

/** What a session has behind it, in no order. */
export type PastMove = Pick<TransitionRow, 'status' | 'at' | 'moved'>;

/** The same of many sessions at once, and no more of it than says where a session may go. */
export const readPast = together<string, PastMove[]>(async (db, sessionIds) => {
  const { rows } = await sql<PastMove & { sessionId: string }>`
    select session_id, status, at, moved from transitions
    where session_id = any(${sessionIds}::uuid[])
  `.execute(db);
  const ofSession = bySession(rows);
  return sessionIds.map((id) => ofSession.get(id) ?? []);
});

/** When staff last opened a closed session again; milliseconds since the epoch. */
export async function findReopening(db: Database, sessionId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('transitions')
    .select('at')
    .where('sessionId', '=', sessionId)
    .where('cause', '=', 'staff')
    .where('status', 'in', ['exam_not_started', 'exam_started'])
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at.getTime();
}

/** Every transition of a session in the order in which it happened. */
export function listTransitions(db: Database, sessionId: string): Promise<TransitionRow[]> {
  return db
    .selectFrom('transitions')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}
