import { randomBytes, randomUUID } from 'node:crypto';
import { sql, type ExpressionBuilder, type Selectable } from 'kysely';
import type { ExamFields } from '../proctorexam/examFields.ts';
import { ROLE } from '../proctorexam/roles.ts';
import type { ApiTables } from './apiTables.ts';
import type { ApiUser } from './apiUsers.ts';
import type { Database } from './openDatabase.ts';
import type { Tables } from './schema.ts';

export type ApiExam = Selectable<ApiTables['apiExams']> & { readonly status: ExamStatus };

/** ProctorExam's own, `deleted` of its newer versions included. */
export const EXAM_STATUSES = ['draft', 'open', 'closed', 'deleted'] as const;
export type ExamLock = 'share' | 'change';
export type ExamStatus = (typeof EXAM_STATUSES)[number];

/**
 * A status is nowhere written down: it follows from what the exam has and from the clock. Draft: there is
 * nothing to show yet; closed: by somebody, or the last start is over.
 */
function statusAt(now: number) {
  return sql<ExamStatus>`case
    when api_exams.deleted_at is not null then 'deleted'
    when api_exams.closed_at is not null or api_exams.end_time <= ${new Date(now)} then 'closed'
    when coalesce(api_exams.fields ->> 'allowed_websites', api_exams.fields ->> 'restrictions', '') <> ''
      or exists (select 1 from api_documents d where d.exam_id = api_exams.id) then 'open'
    else 'draft' end`;
}

/** The exams that a user may see: those of the institute, and of these all or the own ones. */
function visibleTo(user: ApiUser) {
  return (eb: ExpressionBuilder<Tables, 'apiExams'>) => {
    const isOfInstitute = eb('apiExams.instituteId', '=', user.instituteId);
    if (ROLE[user.role].seesAll) return isOfInstitute;
    const isComanaged = eb.exists(
      eb
        .selectFrom('apiComanagers')
        .select('apiComanagers.userId')
        .whereRef('apiComanagers.examId', '=', 'apiExams.id')
        .where('apiComanagers.userId', '=', user.id),
    );
    const isAssigned = eb.exists(
      eb
        .selectFrom('apiSessions')
        .select('apiSessions.id')
        .whereRef('apiSessions.examId', '=', 'apiExams.id')
        .where('apiSessions.proctorId', '=', user.id),
    );
    return eb.and([
      isOfInstitute,
      eb.or([eb('apiExams.userId', '=', user.id), isComanaged, isAssigned]),
    ]);
  };
}

export function findExams(
  db: Database,
  asked: { user: ApiUser; now: number; status?: ExamStatus },
) {
  const status = statusAt(asked.now);
  const exams = db
    .selectFrom('apiExams')
    .where(visibleTo(asked.user))
    // A deleted exam is shown to whoever asks for deleted ones.
    .where(status, asked.status === undefined ? '!=' : '=', asked.status ?? 'deleted');
  return {
    count: async () => {
      const row = await exams.select((eb) => eb.fn.countAll<string>().as('n')).executeTakeFirst();
      return Number(row?.n ?? 0);
    },
    page: ({ limit, offset }: { limit: number; offset: number }): Promise<ApiExam[]> =>
      exams
        .selectAll('apiExams')
        .select(status.as('status'))
        .orderBy('apiExams.id')
        .limit(limit)
        .offset(offset)
        .execute(),
  };
}

/**
 * @param asked `lock`: nobody else changes the exam until this transaction ends; `share` only keeps it as it
 *   is, `change` is for whoever changes it. Before the session of a student, so that nobody waits crosswise.
 */
export function readApiExam(
  db: Database,
  asked: { user: ApiUser; id: number; now: number; lock?: ExamLock | undefined },
): Promise<ApiExam | undefined> {
  return db
    .selectFrom('apiExams')
    .selectAll('apiExams')
    .select(statusAt(asked.now).as('status'))
    .where('apiExams.id', '=', asked.id)
    .where('apiExams.deletedAt', 'is', null)
    .where(visibleTo(asked.user))
    .$if(asked.lock === 'share', (query) => query.forShare('apiExams'))
    .$if(asked.lock === 'change', (query) => query.forNoKeyUpdate('apiExams'))
    .executeTakeFirst();
}

/** The exam of a session, whoever asks. */
export async function examOf(db: Database, id: number, now: number): Promise<ApiExam> {
  return db
    .selectFrom('apiExams')
    .selectAll('apiExams')
    .select(statusAt(now).as('status'))
    .where('apiExams.id', '=', id)
    .executeTakeFirstOrThrow();
}

interface ExamValues {
  readonly fields: ExamFields;
  readonly startTime: Date | null;
  readonly endTime: Date | null;
  readonly at: number;
}

/** @returns the number that clients know the exam by */
export async function addApiExam(
  db: Database,
  exam: ExamValues & { user: ApiUser; accountId: string },
): Promise<number> {
  const at = new Date(exam.at);
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('api_exams', 'id'))::int as id`.execute(db);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('a sequence gave no number');
  const examId = randomUUID();
  await db
    .insertInto('exams')
    .values({
      id: examId,
      accountId: exam.accountId,
      externalId: String(id),
      name: exam.fields.name,
      courseName: null,
      parameters: null,
      createdAt: at,
    })
    .execute();
  await db
    .insertInto('apiExams')
    .values({
      ...{ id, examId, instituteId: exam.user.instituteId, userId: exam.user.id },
      token: randomBytes(16).toString('hex'),
      fields: JSON.stringify(exam.fields),
      ...{ startTime: exam.startTime, endTime: exam.endTime },
      ...{ closedAt: null, deletedAt: null, createdAt: at, updatedAt: at },
    })
    .execute();
  return id;
}

export async function updateApiExam(
  db: Database,
  exam: ExamValues & { id: number; examId: string; closedAt: Date | null },
): Promise<void> {
  await db
    .updateTable('apiExams')
    .set({
      fields: JSON.stringify(exam.fields),
      ...{ startTime: exam.startTime, endTime: exam.endTime, closedAt: exam.closedAt },
      updatedAt: new Date(exam.at),
    })
    .where('id', '=', exam.id)
    .execute();
  await db
    .updateTable('exams')
    .set({ name: exam.fields.name })
    .where('id', '=', exam.examId)
    .execute();
}

export async function removeApiExam(db: Database, exam: { id: number; at: number }): Promise<void> {
  const at = new Date(exam.at);
  await db
    .updateTable('apiExams')
    .set({ deletedAt: at, updatedAt: at })
    .where('id', '=', exam.id)
    .execute();
}
