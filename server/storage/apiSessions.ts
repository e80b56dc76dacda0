import { sql, type Selectable } from 'kysely';
import type { Status } from '../../contract/status.ts';
import type { ApiTables } from './apiTables.ts';
import type { Database } from './openDatabase.ts';

export type ApiSession = Selectable<ApiTables['apiSessions']>;

/**
 * What a list may be filtered by (ProctorExam API v3, index_students): the statuses of the students'
 * page, and what stands with the mails and the checks on the way there.
 */
export const FILTERS = [
  'registered',
  'before_check_req_mail',
  'email_bounced',
  'email_sent',
  'after_check_req_mail',
  'before_check_req',
  'after_check_req',
  'in_setup',
  'exam_not_started',
  'exam_started',
  'exam_finished',
] as const;
export type Filter = (typeof FILTERS)[number];

/** What clients are told as `status`: ours, or that the mail came back before anything else happened. */
export type WireStatus = Status | 'email_bounced';

export const wireStatus = sql<WireStatus>`case
  when api_sessions.bounced_at is not null and sessions.status in ('registered', 'email_sent')
    then 'email_bounced'
  else sessions.status end`;

const mailWas = (kind: string) => sql<boolean>`exists (select 1 from api_mails m
  where m.session_id = api_sessions.id and m.kind = ${kind})`;

/** What each filter means: the document names them and says no more, so this is our reading. */
function condition(filter: Filter) {
  switch (filter) {
    // The mail with the system check was handed on, and nothing has come of it yet.
    case 'before_check_req_mail':
      return sql<boolean>`(${wireStatus} = 'email_sent' and ${mailWas('initial')})`;
    case 'after_check_req_mail':
      return sql<boolean>`(${wireStatus} = 'after_check_req' and ${mailWas('exam_link')})`;
    // In the system check, and not through it.
    case 'before_check_req':
      return sql<boolean>`(sessions.status in ('registered', 'email_sent')
        and exists (select 1 from checks c where c.session_id = sessions.id))`;
    default:
      return sql<boolean>`(${wireStatus} = ${filter})`;
  }
}

const columns = [
  'sessions.id as ourId',
  'sessions.status as ourStatus',
  'sessions.startedAt',
  'sessions.closedAt',
  'sessions.windowStart',
  'sessions.windowEnd',
  'sessions.lastStart',
  'sessions.lastStage',
  'sessions.lastSeenAt',
] as const;

const photo = (kind: string, column: string) =>
  sql<string | number | null>`(select ${sql.ref(`p.${column}`)} from photos p
    where p.session_id = sessions.id and p.kind = ${kind} order by p.at desc limit 1)`;

function selected(db: Database) {
  return db
    .selectFrom('apiSessions')
    .innerJoin('sessions', 'sessions.id', 'apiSessions.sessionId')
    .selectAll('apiSessions')
    .select(columns)
    .select([
      wireStatus.as('status'),
      sql<Record<string, { state: string; speed: number | null }>>`coalesce((
        select jsonb_object_agg(c.step, jsonb_build_object('state', c.state, 'speed', c.bandwidth_speed))
        from checks c where c.session_id = sessions.id), '{}'::jsonb)`.as('checks'),
      sql<number>`(select count(*) from incidents i where i.session_id = sessions.id)::int`.as(
        'incidentCount',
      ),
      sql<{ platform: string; version: string } | null>`(
        select jsonb_build_object('platform', a.platform, 'version', a.app_version)
        from access_tokens a where a.session_id = sessions.id order by a.issued_at desc limit 1)`.as(
        'app',
      ),
      photo('face', 'bytes').as('faceBytes'),
      photo('face', 'id').as('faceId'),
      photo('passport', 'bytes').as('cardBytes'),
      photo('passport', 'id').as('cardId'),
    ]);
}

export type StudentRow = Awaited<
  ReturnType<ReturnType<typeof selected>['executeTakeFirstOrThrow']>
>;

export interface Asked {
  /** Numbers of the exams that the caller sees. */
  readonly examIds: readonly number[];
  readonly filters: readonly Filter[];
  readonly email?: string;
  readonly externalId?: string;
}

export function findStudents(db: Database, asked: Asked) {
  const isAsked = sql<boolean>`(${sql.join(
    asked.filters.length === 0 ? [sql`true`] : asked.filters.map(condition),
    sql` or `,
  )})`;
  const { email, externalId } = asked;
  const rows = selected(db)
    .where('apiSessions.archivedAt', 'is', null)
    .where('apiSessions.examId', 'in', asked.examIds.length === 0 ? [0] : [...asked.examIds])
    .where(isAsked)
    .$if(email !== undefined, (query) => query.where('apiSessions.email', '=', email ?? ''))
    .$if(externalId !== undefined, (query) =>
      query.where('apiSessions.externalId', '=', externalId ?? ''),
    );
  return {
    count: async () => {
      const row = await rows
        .clearSelect()
        .select((eb) => eb.fn.countAll<string>().as('n'))
        .executeTakeFirst();
      return Number(row?.n ?? 0);
    },
    page: ({ limit, offset }: { limit: number; offset: number }): Promise<StudentRow[]> =>
      rows.orderBy('apiSessions.id').limit(limit).offset(offset).execute(),
  };
}

export function readStudentRow(db: Database, id: number): Promise<StudentRow | undefined> {
  return selected(db)
    .where('apiSessions.id', '=', id)
    .where('apiSessions.archivedAt', 'is', null)
    .executeTakeFirst();
}

/** The same as it is kept, and nobody else changes it until this transaction ends. */
export function lockStudent(db: Database, id: number): Promise<ApiSession | undefined> {
  return db
    .selectFrom('apiSessions')
    .selectAll()
    .where('id', '=', id)
    .where('archivedAt', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** By our id of its session; nothing for the session of an LMS. */
export function readStudentOf(db: Database, sessionId: string): Promise<StudentRow | undefined> {
  return selected(db)
    .where('apiSessions.sessionId', '=', sessionId)
    .where('apiSessions.archivedAt', 'is', null)
    .executeTakeFirst();
}

/** By the token of its links. */
export function findByToken(db: Database, token: string): Promise<StudentRow | undefined> {
  return selected(db)
    .where('apiSessions.token', '=', token)
    .where('apiSessions.archivedAt', 'is', null)
    .executeTakeFirst();
}

/** What this API keeps of a session of ours. */
export function findApiSession(db: Database, sessionId: string): Promise<ApiSession | undefined> {
  return db
    .selectFrom('apiSessions')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .executeTakeFirst();
}
