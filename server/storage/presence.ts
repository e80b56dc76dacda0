import { sql } from 'kysely';
import type { Database } from './openDatabase.ts';

/**
 * Signs of life nearer than this are one span (milliseconds): six heartbeats may be lost or late
 * before a span ends. Whether a candidate was away is judged by `reconnectMinutes`, not by this.
 */
const SPAN_GAP = 30_000;

export interface Span {
  /** Milliseconds since the epoch, both. */
  readonly since: number;
  readonly until: number;
}

/** The app ran from `since` to `until`. Told again, or in any order, it changes nothing more. */
export async function addPresence(db: Database, sessionId: string, span: Span): Promise<void> {
  if (!(await prolong(db, sessionId, span))) await merge(db, sessionId, span);
}

/** What nearly every sign of life does: it lies in the last span, or goes on where that one ended. */
async function prolong(db: Database, sessionId: string, span: Span): Promise<boolean> {
  const until = new Date(span.until);
  const prolonged = await db
    .updateTable('presence')
    // In place: a row deleted and written anew would leave a dead one for every heartbeat.
    .set({ until: sql`greatest(until, ${until}::timestamptz)` })
    .where('sessionId', '=', sessionId)
    .where('since', '<=', new Date(span.since))
    .where('until', '>=', new Date(span.since - SPAN_GAP))
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('presence as later')
            .select('later.since')
            .whereRef('later.sessionId', '=', 'presence.sessionId')
            .whereRef('later.since', '>', 'presence.since')
            .where('later.since', '<=', new Date(span.until + SPAN_GAP)),
        ),
      ),
    )
    .returning('since')
    .executeTakeFirst();
  return prolonged !== undefined;
}

/** Makes one span of this one and all that it touches. */
async function merge(db: Database, sessionId: string, span: Span): Promise<void> {
  const since = new Date(span.since);
  const until = new Date(span.until);
  const reachesBack = new Date(span.since - SPAN_GAP);
  const reachesOn = new Date(span.until + SPAN_GAP);
  const touched = await db
    .deleteFrom('presence')
    .where('sessionId', '=', sessionId)
    .where('since', '<=', reachesOn)
    .where('until', '>=', reachesBack)
    .returning(['since', 'until'])
    .execute();
  const all = [{ since, until }, ...touched];
  const merged = {
    since: new Date(Math.min(...all.map((each) => each.since.getTime()))),
    until: new Date(Math.max(...all.map((each) => each.until.getTime()))),
  };
  await db
    .insertInto('presence')
    .values({ sessionId, ...merged })
    .onConflict((conflict) =>
      conflict
        .columns(['sessionId', 'since'])
        .doUpdateSet({ until: sql`greatest(presence.until, excluded.until)` }),
    )
    .execute();
}

/** The spans of a session that reach beyond `after`, oldest first. */
export async function listPresence(
  db: Database,
  sessionId: string,
  after: number,
): Promise<Span[]> {
  const rows = await db
    .selectFrom('presence')
    .select(['since', 'until'])
    .where('sessionId', '=', sessionId)
    .where('until', '>', new Date(after))
    .orderBy('since')
    .execute();
  return rows.map(({ since, until }) => ({ since: since.getTime(), until: until.getTime() }));
}
