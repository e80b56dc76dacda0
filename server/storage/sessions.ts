import { sql } from 'kysely';
import { Accommodations } from '../../contract/accommodations.ts';
import type { StartParameters } from '../../contract/startParameters.ts';
import type { Database } from './openDatabase.ts';
import type { SessionRow } from './schema.ts';
import { SESSION_COLUMNS, sessionColumns } from './sessionColumns.ts';
import { together } from './together.ts';

/** A session by our id. */
export function readSession(db: Database, id: string): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').select(SESSION_COLUMNS).where('id', '=', id).executeTakeFirst();
}

/** The same, and nobody else changes it until this transaction ends. */
export function lockSession(db: Database, id: string): Promise<SessionRow | undefined> {
  return db
    .selectFrom('sessions')
    .select(SESSION_COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** What the LMS gave at the last start of a session (our id). @throws Error when there is no such session */
export const readParameters = together<string, StartParameters>(async (db, ids) => {
  const { rows } = await sql<{ id: string; parameters: StartParameters }>`
    select id, parameters from sessions where id = any(${ids}::uuid[])
  `.execute(db);
  const found = new Map(rows.map(({ id, parameters }) => [id, parameters]));
  return ids.map((id) => {
    const parameters = found.get(id);
    if (parameters === undefined) throw new Error('there is no such session');
    return parameters;
  });
});

/** Of these the ones that nobody else holds, and nobody else changes them until this transaction ends. */
export async function lockFreeSessions(
  db: Database,
  ids: readonly string[],
): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select ${sessionColumns} from sessions where id = any(${ids}::uuid[])
    order by id for update skip locked
  `.execute(db);
  return rows;
}

/** A session's name at the LMS, which is unique per integration. */
export interface SessionKey {
  readonly integration: string;
  readonly externalId: string;
}

const nameOf = ({ integration, externalId }: SessionKey): string => `${integration} ${externalId}`;

/** Sessions by the LMS's own ids, in the order asked for. */
export async function findSessions(
  db: Database,
  keys: readonly SessionKey[],
): Promise<(SessionRow | undefined)[]> {
  const integrations = keys.map(({ integration }) => integration);
  const ids = keys.map(({ externalId }) => externalId);
  const { rows } = await sql<SessionRow>`
    select ${sessionColumns} from sessions where (integration, external_id) in
      (select * from unnest(${integrations}::text[], ${ids}::text[]))
  `.execute(db);
  const found = new Map(rows.map((row) => [nameOf(row), row]));
  return keys.map((key) => found.get(nameOf(key)));
}

export const findSession = together<SessionKey, SessionRow | undefined>(findSessions);

/** A session that is registered, with what its start said of it; `parameters` and `notes` as JSON. */
export interface AddedSession extends SessionKey {
  readonly id: string;
  readonly accountId: string;
  readonly candidateId: string;
  readonly examId: string;
  readonly parameters: string;
  readonly notes: string;
  readonly entryUrl: string;
  readonly windowStart: Date;
  readonly windowEnd: Date;
  readonly lastStart?: Date | null;
  readonly createdAt: Date;
}

/**
 * Adds a session unless its integration has one of this id. Of two at once the second waits for the
 * first and then finds it there. Answers with the new one, or `undefined` when it is there already.
 */
export const addSession = together<AddedSession, SessionRow | undefined>(async (db, added) => {
  const { rows } = await sql<SessionRow>`
    insert into sessions (id, integration, external_id, account_id, candidate_id, exam_id, parameters,
      notes, entry_url, status, window_start, window_end, last_start, created_at, updated_at)
    select "id", "integration", "externalId", "accountId", "candidateId", "examId", "parameters"::jsonb,
      "notes"::jsonb, "entryUrl", 'registered', "windowStart", "windowEnd", "lastStart", "createdAt",
      "createdAt"
    from jsonb_to_recordset(${JSON.stringify(added)}) as added ("id" uuid, "integration" text,
      "externalId" text, "accountId" uuid, "candidateId" uuid, "examId" uuid, "parameters" text,
      "notes" text, "entryUrl" text, "windowStart" timestamptz, "windowEnd" timestamptz,
      "lastStart" timestamptz, "createdAt" timestamptz)
    on conflict (integration, external_id) do nothing returning ${sessionColumns}
  `.execute(db);
  const found = new Map(rows.map((row) => [row.id, row]));
  return added.map(({ id }) => found.get(id));
});

/** Many sessions by our ids, with what was granted and the access that holds each now. One query. */
export async function readSessionsWithGrants(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('sessions')
    .leftJoin('accommodations', (join) =>
      join
        .onRef('accommodations.examId', '=', 'sessions.examId')
        .onRef('accommodations.candidateId', '=', 'sessions.candidateId'),
    )
    .leftJoin('accessTokens', (join) =>
      join
        .onRef('accessTokens.sessionId', '=', 'sessions.id')
        .on('accessTokens.replacedAt', 'is', null),
    )
    .selectAll('sessions')
    .select([
      'accessTokens.hash as access',
      'accommodations.extraMinutes',
      'accommodations.breakMinutes',
      'accommodations.waivedSteps',
    ])
    // One parameter, however many there are: the statement stays the same and is planned once.
    .where('sessions.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return rows.map(({ access, extraMinutes, breakMinutes, waivedSteps, ...session }) => ({
    session,
    access,
    accommodations: Accommodations.parse({
      extraMinutes: extraMinutes ?? undefined,
      breakMinutes: breakMinutes ?? undefined,
      waivedSteps: waivedSteps ?? undefined,
    }),
  }));
}

/** Every session that the clock can move, with what decides when. */
export function listRunning(db: Database) {
  return db
    .selectFrom('sessions')
    .leftJoin('accommodations', (join) =>
      join
        .onRef('accommodations.examId', '=', 'sessions.examId')
        .onRef('accommodations.candidateId', '=', 'sessions.candidateId'),
    )
    .select([
      'sessions.id',
      'sessions.integration',
      'sessions.status',
      sql<number>`(sessions.parameters ->> 'duration')::float8`.as('durationMinutes'),
      'sessions.windowEnd',
      'sessions.startedAt',
      'sessions.lastSeenAt',
      'sessions.timeUpFor',
      'sessions.closingSuspendedAt',
      'sessions.closingResumedAt',
      'accommodations.extraMinutes',
    ])
    .where('sessions.status', 'in', ['in_setup', 'exam_started'])
    .execute();
}
