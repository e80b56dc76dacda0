import { sql } from 'kysely';
import { PARAMETER_GROUPS } from '../../contract/startParameters.ts';
import type { Database } from './openDatabase.ts';
import type { SessionRow } from './schema.ts';

/**
 * When a session was over: closed, or its window passed without that. Null while the exam runs: closing
 * may be suspended, or have to wait, beyond the window.
 */
const OVER_AT = sql<Date | null>`coalesce(sessions.closed_at,
  case when sessions.status <> 'exam_started' then sessions.window_end end)`;

/** The same of one session that somebody holds. @param now milliseconds since the epoch */
export function isOver(
  session: Pick<SessionRow, 'status' | 'closedAt' | 'windowEnd'>,
  now: number,
): boolean {
  const { status, closedAt, windowEnd } = session;
  const overAt = closedAt ?? (status === 'exam_started' ? null : windowEnd);
  return overAt !== null && overAt.getTime() <= now;
}

interface Older {
  readonly integration: string;
  /** Milliseconds since the epoch. */
  readonly than: number;
  readonly most: number;
}

/** Names of all integrations that have sessions, configured still or not. */
export async function listIntegrations(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('accounts').select('integration').distinct().execute();
  return rows.map(({ integration }) => integration);
}

/** Sessions that were over before a moment and still have photos. */
export async function listWithPhotos(db: Database, older: Older): Promise<string[]> {
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('photos', 'photos.sessionId', 'sessions.id')
    .select('sessions.id')
    .distinct()
    .where('sessions.integration', '=', older.integration)
    .where('photos.removedAt', 'is', null)
    .where(OVER_AT, '<', new Date(older.than))
    .limit(older.most)
    .execute();
  return rows.map(({ id }) => id);
}

/** Sessions that were over before a moment and still say whose they were. */
export async function listUnerased(db: Database, older: Older): Promise<string[]> {
  const rows = await db
    .selectFrom('sessions')
    .select('id')
    .where('integration', '=', older.integration)
    .where('erasedAt', 'is', null)
    .where(OVER_AT, '<', new Date(older.than))
    .orderBy(OVER_AT)
    .limit(older.most)
    .execute();
  return rows.map(({ id }) => id);
}

/** Names of the files of a session's photos that are still there. */
export async function listPhotoFiles(db: Database, sessionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('photos')
    .select('file')
    .where('sessionId', '=', sessionId)
    .where('removedAt', 'is', null)
    .execute();
  return rows.map(({ file }) => file);
}

/** The row stays: its hash says which picture the signed log speaks of. */
export async function markPhotosRemoved(db: Database, sessionId: string, at: Date): Promise<void> {
  await db
    .updateTable('photos')
    .set({ removedAt: at })
    .where('sessionId', '=', sessionId)
    .where('removedAt', 'is', null)
    .execute();
}

/** Sessions of a candidate (our id), and whether each is over and has been erased. */
export async function listOfCandidate(db: Database, candidateId: string, now: Date) {
  return db
    .selectFrom('sessions')
    .select(['id', 'erasedAt', 'status'])
    .select(sql<boolean>`coalesce(${OVER_AT} <= ${now}, false)`.as('isOver'))
    .where('candidateId', '=', candidateId)
    .execute();
}

const { organisation, exam, environment } = PARAMETER_GROUPS;

/** Of the other parameters, what is of a person all the same: a reference picture of the candidate. */
const OF_A_PERSON = ['biometricIdentification'];

/** Parameters that say something of the exam and nothing of who sat it. */
const IMPERSONAL = [
  'language',
  ...Object.keys({ ...organisation, ...exam, ...environment }),
].filter((name) => !OF_A_PERSON.includes(name));

/** What takes the place of an address that may have held a name or a key. */
const NOWHERE = 'https://removed.invalid/';

/**
 * Takes out of a session what names or describes its candidate. Left are ids, times, statuses, kinds of
 * incidents, outcomes of checks, the hashes of everything that was reported and the signatures over them.
 */
export async function eraseSession(db: Database, sessionId: string, at: Date): Promise<void> {
  const names = sql.join(IMPERSONAL.map((name) => sql.val(name)));
  await sql`
    update sessions set erased_at = ${at}, notes = '[]', entry_url = ${NOWHERE}, later_url = null,
      finish_url = null, desk = null,
      parameters = (
        select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(parameters)
        where key in (${names})
      ) || jsonb_build_object(
        'userId', 'removed', 'sessionId', external_id, 'sessionUrl', ${NOWHERE}::text,
        'proctorEmails', '[]'::jsonb, 'unknown', '{}'::jsonb)
    where id = ${sessionId}
  `.execute(db);
  await sql`
    update events set body = '{"erased": true}'::jsonb
      || case when type = 'consent' then jsonb_build_object('given', body -> 'given') else '{}' end
    where session_id = ${sessionId}
  `.execute(db);
  await sql`
    update log_records set sent = '{"erased": true}'
    where sent is not null and log_id in (select id from event_logs where session_id = ${sessionId})
  `.execute(db);
  await db
    .updateTable('checks')
    .set({ evidence: '[]' })
    .where('sessionId', '=', sessionId)
    .execute();
  await db
    .updateTable('incidents')
    .set({ evidence: '[]' })
    .where('sessionId', '=', sessionId)
    .execute();
  await db
    .updateTable('conclusions')
    .set({ comment: '' })
    .where('sessionId', '=', sessionId)
    .execute();
  const words = { words: '', details: null };
  await db.updateTable('deskActions').set(words).where('sessionId', '=', sessionId).execute();
  await db
    .updateTable('admissions')
    .set({ words: null })
    .where('sessionId', '=', sessionId)
    .execute();
  await db
    .deleteFrom('deliveries')
    .where('sessionId', '=', sessionId)
    .where('state', '<>', 'waiting')
    .execute();
  // What candidates did themselves is written down under the LMS's id of them, and a conclusion with its
  // comment. The audit only grows, except where retention says that it is at work.
  await sql`select set_config('invigil.retention', 'on', true)`.execute(db);
  await sql`
    update audit set actor = 'candidate' where session_id = ${sessionId} and actor like 'candidate:%'
  `.execute(db);
  await sql`
    update audit set before = before - 'comment', after = after - 'comment'
    where session_id = ${sessionId} and action = 'session_concluded'
  `.execute(db);
  await sql`select set_config('invigil.retention', 'off', true)`.execute(db);
  await db.deleteFrom('advanceChecks').where('sessionId', '=', sessionId).execute();
  await db.deleteFrom('tickets').where('sessionId', '=', sessionId).execute();
  await db.deleteFrom('startPages').where('sessionId', '=', sessionId).execute();
  // Unique within its exam, as an address is.
  await sql`
    update api_sessions set email = 'removed-' || id || '@removed.invalid', name = '',
      external_id = null, individual_info = null
    where session_id = ${sessionId}
  `.execute(db);
}

/** Once none of a candidate's sessions says whose it was, nothing of ours does. */
export async function pseudonymise(db: Database, candidateId: string): Promise<boolean> {
  const left = await db
    .selectFrom('sessions')
    .select('id')
    .where('candidateId', '=', candidateId)
    .where('erasedAt', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (left !== undefined) return false;
  await db
    .updateTable('candidates')
    .set({
      externalId: `removed-${candidateId}`,
      ...{ email: null, lastName: null, firstName: null, thirdName: null },
    })
    .where('id', '=', candidateId)
    .execute();
  return true;
}
