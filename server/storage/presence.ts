import { sql } from 'kysely';
import { bySession } from './bySession.ts';
import type { Database } from './openDatabase.ts';
import { together } from './together.ts';

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

interface Sign {
  readonly sessionId: string;
  readonly span: Span;
}

/** The app ran from `since` to `until`. Told again, or in any order, it changes nothing more. */
export const addPresence = together<Sign, undefined>(async (db, signs) => {
  const prolonged = await prolong(db, signs);
  const others = signs.filter(({ sessionId }) => !prolonged.has(sessionId));
  if (others.length > 0) await merge(db, others);
  return signs.map(() => undefined);
});

/**
 * What nearly every sign of life does: it lies in the last span, or goes on where that one ended.
 * Updated in place: a row deleted and written anew would leave a dead one for every heartbeat.
 * @returns the sessions whose sign is kept by that
 */
async function prolong(db: Database, signs: readonly Sign[]): Promise<Set<string>> {
  const rows = signs.map(({ sessionId, span }) => ({
    session_id: sessionId,
    since: new Date(span.since),
    until: new Date(span.until),
    near: new Date(span.since - SPAN_GAP),
    beyond: new Date(span.until + SPAN_GAP),
  }));
  const ids = signs.map(({ sessionId }) => sessionId);
  // The ids once more as a list: the rows of JSON may be any number, so they alone would have the whole
  // table read.
  const prolonged = await sql<{ sessionId: string }>`
    update presence set until = greatest(presence.until, sign.until)
    from jsonb_to_recordset(${JSON.stringify(rows)}) as sign (session_id uuid, since timestamptz,
      until timestamptz, near timestamptz, beyond timestamptz)
    where presence.session_id = any(${ids}::uuid[])
      and presence.session_id = sign.session_id
      and presence.since <= sign.since and presence.until >= sign.near
      and not exists (select 1 from presence as later where later.session_id = sign.session_id
        and later.since > presence.since and later.since <= sign.beyond)
    returning presence.session_id
  `.execute(db);
  return new Set(prolonged.rows.map(({ sessionId }) => sessionId));
}

/** Makes one span of each sign and all that it touches. */
async function merge(db: Database, signs: readonly Sign[]): Promise<void> {
  const reaches = signs.map(({ sessionId, span }) => ({
    session_id: sessionId,
    back: new Date(span.since - SPAN_GAP),
    ahead: new Date(span.until + SPAN_GAP),
  }));
  const touched = await sql<{ sessionId: string; since: Date; until: Date }>`
    delete from presence using jsonb_to_recordset(${JSON.stringify(reaches)})
      as reach (session_id uuid, back timestamptz, ahead timestamptz)
    where presence.session_id = any(${reaches.map((reach) => reach.session_id)}::uuid[])
      and presence.session_id = reach.session_id
      and presence.since <= reach.ahead and presence.until >= reach.back
    returning presence.session_id, presence.since, presence.until
  `.execute(db);
  const ofSession = bySession(touched.rows);
  const rows = signs.map(({ sessionId, span }) => {
    const others = ofSession.get(sessionId) ?? [];
    return {
      session_id: sessionId,
      since: new Date(Math.min(span.since, ...others.map(({ since }) => since.getTime()))),
      until: new Date(Math.max(span.until, ...others.map(({ until }) => until.getTime()))),
    };
  });
  await sql`
    insert into presence (session_id, since, until)
    select session_id, since, until
    from jsonb_populate_recordset(null::presence, ${JSON.stringify(rows)})
    on conflict (session_id, since)
      do update set until = greatest(presence.until, excluded.until)
  `.execute(db);
}

/** The fewest spans that say the same as all of these. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.since - other.since)) {
    const last = merged.at(-1);
    if (last === undefined || span.since - last.until > SPAN_GAP) merged.push(span);
    else merged[merged.length - 1] = { ...last, until: Math.max(last.until, span.until) };
  }
  return merged;
}

/**
 * The spans of a session that reach beyond `after`, oldest first: its signs of life and, since it ran
 * when it saw them, the moments of all that its app reported.
 */
export async function listPresence(
  db: Database,
  sessionId: string,
  after: number,
): Promise<Span[]> {
  const { rows } = await sql<{ since: Date; until: Date }>`
    select since, until from presence where session_id = ${sessionId} and until > ${new Date(after)}
    union
    select at, at from events where session_id = ${sessionId} and at > ${new Date(after)}
  `.execute(db);
  return mergeSpans(
    rows.map(({ since, until }) => ({ since: since.getTime(), until: until.getTime() })),
  );
}
