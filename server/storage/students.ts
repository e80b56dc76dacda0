import { sql, type RawBuilder } from 'kysely';
import { FLAGGING } from '../../contract/incident.ts';
import { STATUSES, type Status } from '../../contract/status.ts';
import { containsText } from './containsText.ts';
import { within, type Fence } from './fence.ts';
import type { Database } from './openDatabase.ts';
import { withoutMarks } from './withoutMarks.ts';

/** What staff look for among the students of an exam, and in which order. */
export interface StudentQuery {
  /** Part of a name, a mail address, a session or a user id; empty looks for nothing. */
  readonly text: string;
  readonly status: Status | undefined;
  /** Only those that are flagged for review. */
  readonly flagged: boolean;
  /** Only these sessions (our ids); absent: all. */
  readonly sessions?: readonly string[];
  readonly sort: StudentSort;
  readonly descending: boolean;
}

export const STUDENT_SORTS = ['student', 'session', 'status', 'time', 'incidents'] as const;
export type StudentSort = (typeof STUDENT_SORTS)[number];

const FLAGGED = sql<boolean>`exists (select 1 from incidents i where i.session_id = sessions.id
  and i.kind in (${sql.join(FLAGGING)}))`;
const INCIDENTS = sql<number>`(select count(*) from incidents i
  where i.session_id = sessions.id)::int`;
/** The last mail to them came back; institutes' students alone get any from here. */
const BOUNCED = sql<boolean>`exists (select 1 from api_sessions a where a.session_id = sessions.id
  and a.bounced_at is not null)`;
const PLACE = sql`array_position(array[${sql.join(STATUSES)}]::text[], sessions.status)`;

const ORDER: Readonly<Record<StudentSort, readonly RawBuilder<unknown>[]>> = {
  student: [],
  session: [sql`sessions.external_id`],
  status: [PLACE],
  time: [sql`sessions.started_at`],
  incidents: [INCIDENTS],
};

/** A page of the students of an exam (our id), with what the Students page shows in a row. */
export function listStudents(
  db: Database,
  fence: Fence,
  examId: string,
  wanted: StudentQuery & { readonly offset: number; readonly limit: number },
) {
  const direction = wanted.descending ? sql`desc nulls last` : sql`asc nulls last`;
  const named = wanted.sort === 'student' ? direction : sql`asc nulls last`;
  const order = sql.join([
    ...ORDER[wanted.sort].map((column) => sql`${column} ${direction}`),
    ...[sql`candidates.last_name`, sql`candidates.first_name`].flatMap((name) => [
      // As a person sorts names; then, of two that differ by an accent alone, always in the same order.
      sql`lower(${withoutMarks(name)}) ${named}`,
      sql`${name} ${named}`,
    ]),
    sql`candidates.external_id ${named}`,
    sql`sessions.created_at`,
    sql`sessions.id`,
  ]);
  return students(db)
    .where('sessions.examId', '=', examId)
    .where(within(fence, 'sessions.accountId'))
    .where(matching(wanted))
    .orderBy(order)
    .limit(wanted.limit)
    .offset(wanted.offset)
    .execute();
}

/** The sessions (our ids) that a search finds, all of them. */
export async function listMatching(
  db: Database,
  fence: Fence,
  examId: string,
  wanted: StudentQuery,
): Promise<string[]> {
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('candidates', 'candidates.id', 'sessions.candidateId')
    .select('sessions.id')
    .where('sessions.examId', '=', examId)
    .where(within(fence, 'sessions.accountId'))
    .where(matching(wanted))
    .orderBy('sessions.createdAt')
    .orderBy('sessions.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** How many students an exam has in each status, and what their windows span. */
export async function countStudents(db: Database, fence: Fence, examId: string) {
  const rows = await db
    .selectFrom('sessions')
    .select(({ fn }) => [
      'status',
      sql<number>`count(*)::int`.as('students'),
      sql<number>`(count(*) filter (where ${FLAGGED}))::int`.as('flagged'),
      fn.min('windowStart').as('windowStart'),
      fn.max('windowEnd').as('windowEnd'),
    ])
    .where('examId', '=', examId)
    .where(within(fence, 'sessions.accountId'))
    .groupBy('status')
    .execute();
  const sum = (part: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((all, row) => all + part(row), 0);
  return {
    all: sum(({ students: count }) => count),
    flagged: sum(({ flagged }) => flagged),
    byStatus: new Map(rows.map(({ status, students: count }) => [status, count])),
    /** From the first student's start to the last one's end: sessions of one exam may differ. */
    window:
      rows.length === 0
        ? undefined
        : {
            start: new Date(Math.min(...rows.map(({ windowStart }) => windowStart.getTime()))),
            end: new Date(Math.max(...rows.map(({ windowEnd }) => windowEnd.getTime()))),
          },
  };
}

/** How many a search finds. */
export async function countMatching(
  db: Database,
  fence: Fence,
  examId: string,
  wanted: StudentQuery,
): Promise<number> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('candidates', 'candidates.id', 'sessions.candidateId')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('sessions.examId', '=', examId)
    .where(within(fence, 'sessions.accountId'))
    .where(matching(wanted))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** What is looked through, in one line; the name both ways round. */
const LOOKED_THROUGH = sql`concat_ws(' ', candidates.last_name || ',', candidates.first_name,
  candidates.third_name, candidates.last_name, candidates.email, candidates.external_id,
  sessions.external_id)`;

function matching({ text, status, flagged, sessions }: StudentQuery): RawBuilder<boolean> {
  const typed = text.trim();
  const parts = [
    ...(status === undefined ? [] : [sql`sessions.status = ${status}`]),
    ...(flagged ? [FLAGGED] : []),
    ...(sessions === undefined ? [] : [sql`sessions.id = any(${[...sessions]}::uuid[])`]),
    ...(typed === '' ? [] : [containsText(LOOKED_THROUGH, typed)]),
  ];
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` and `)}`;
}

/** One student's row by the session (our id). */
export function readStudent(db: Database, fence: Fence, sessionId: string) {
  return students(db)
    .where('sessions.id', '=', sessionId)
    .where(within(fence, 'sessions.accountId'))
    .executeTakeFirst();
}

function students(db: Database) {
  return db
    .selectFrom('sessions')
    .innerJoin('candidates', 'candidates.id', 'sessions.candidateId')
    .leftJoin('accommodations', (join) =>
      join
        .onRef('accommodations.examId', '=', 'sessions.examId')
        .onRef('accommodations.candidateId', '=', 'sessions.candidateId'),
    )
    .select([
      'sessions.id',
      'sessions.externalId',
      'sessions.examId',
      'sessions.candidateId',
      'sessions.status',
      'sessions.parameters',
      'sessions.notes',
      'sessions.windowStart',
      'sessions.windowEnd',
      'sessions.bookedStart',
      'sessions.startedAt',
      'sessions.closedAt',
      'sessions.closedBy',
      'sessions.closedReason',
      'sessions.closingSuspendedAt',
      'sessions.lastSeenAt',
      'sessions.lastStage',
      'sessions.unsent',
      'sessions.desk',
      'candidates.externalId as userId',
      'candidates.email',
      'candidates.lastName',
      'candidates.firstName',
      'candidates.thirdName',
      'accommodations.extraMinutes',
      'accommodations.breakMinutes',
      'accommodations.waivedSteps',
      INCIDENTS.as('incidentCount'),
      FLAGGED.as('flagged'),
      BOUNCED.as('bounced'),
    ]);
}
