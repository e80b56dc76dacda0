import { sql } from 'kysely';
import type { Database } from './openDatabase.ts';

interface Window {
  readonly examId: string;
  /** Our id of the session whose start says it; that one is changed with its start. */
  readonly own: string | undefined;
  /** ISO 8601, as the start parameters have them. */
  readonly startDate: string;
  readonly endDate: string;
  readonly at: Date;
}

/**
 * Gives the open sessions of an exam that is booked the window that one start says: there the window
 * belongs to the exam, and a change is for all (proctoring-facts §2.3). Where all have it nothing is
 * written, which is the case of nearly every start.
 *
 * Call it before anything of the own session is held: all are held in the order of their ids, the own
 * one among them, so that two starts that say different windows wait for each other in turn.
 * @returns our ids of the sessions that have another window now
 */
export async function passWindowOn(db: Database, window: Window): Promise<string[]> {
  const { examId, startDate, endDate, at } = window;
  const own = sql`${window.own ?? null}::uuid`;
  const start = sql`${new Date(startDate)}::timestamptz`;
  const end = sql`${new Date(endDate)}::timestamptz`;
  // A late entry that was granted stays: whoever has one has another end already.
  const isOther = sql`(window_start <> ${start} or window_end <> greatest(${end}, late_until))`;
  const { rows } = await sql<{ id: string }>`
    with held as (
      select id from sessions
      where exam_id = ${examId} and closed_at is null and (terms ->> 'schedule')::boolean
        and (id = ${own} or ${isOther})
      order by id for update
    )
    update sessions
    set parameters = parameters || ${JSON.stringify({ startDate, endDate })}::jsonb,
      window_start = ${start}, window_end = ${end}, updated_at = ${at}
    from held
    where sessions.id = held.id and sessions.id is distinct from ${own} and ${isOther}
    returning sessions.id
  `.execute(db);
  return rows.map(({ id }) => id);
}
