import { sql } from 'kysely';
import type { CohortActionName } from '../cohorts/cohortActions.ts';
import { writeAudit } from './audit.ts';
import type { CohortState } from './cohortTables.ts';
import { within, type Fence } from './fence.ts';
import type { Database } from './openDatabase.ts';

export interface NewCohortJob {
  readonly id: string;
  readonly examId: string;
  readonly actor: string;
  readonly action: CohortActionName;
  readonly input: object;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly sessionIds: readonly string[];
  /** It is about the whole exam, whoever starts later included. */
  readonly wholeExam: boolean;
}

/** Rows of one statement: a parameter each, of which PostgreSQL takes 65,535. */
const ROWS_AT_ONCE = 5_000;

/** Begins a job, with one line of the audit. A form that is sent twice begins it once. */
export async function addCohortJob(db: Database, job: NewCohortJob): Promise<void> {
  const { id, examId, actor, action, sessionIds } = job;
  const at = new Date(job.at);
  await db.transaction().execute(async (transaction) => {
    const input = JSON.stringify(job.input);
    const added = await transaction
      .insertInto('cohortJobs')
      .values({
        ...{ id, examId, actor, action, input, at },
        total: sessionIds.length,
        finishedAt: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined) return;
    for (let from = 0; from < sessionIds.length; from += ROWS_AT_ONCE) {
      const part = sessionIds.slice(from, from + ROWS_AT_ONCE);
      await transaction
        .insertInto('cohortItems')
        .values(
          part.map((sessionId, index) => ({
            ...{ jobId: id, sessionId, number: from + index, state: 'waiting' as const },
            ...{ reason: null, doneAt: null },
          })),
        )
        .execute();
    }
    if (job.wholeExam && (action === 'suspend-closing' || action === 'resume-closing')) {
      const closingSuspendedAt = action === 'suspend-closing' ? at : null;
      await transaction
        .updateTable('exams')
        .set({ closingSuspendedAt })
        .where('id', '=', examId)
        .execute();
    }
    await writeAudit(transaction, {
      ...{ at: job.at, actor, examId },
      action: 'cohort_begun',
      after: { job: id, action, sessions: sessionIds.length, input: job.input },
    });
  });
}

/** Jobs that have not come to their end, oldest first. */
export function listUnfinishedJobs(db: Database) {
  return db
    .selectFrom('cohortJobs')
    .select(['id', 'examId', 'actor', 'action', 'input'])
    .where('finishedAt', 'is', null)
    .orderBy('at')
    .execute();
}

/** The next session of a job that nobody else holds; held until this transaction ends. */
export async function takeWaiting(db: Database, jobId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('cohortItems')
    .select('sessionId')
    .where('jobId', '=', jobId)
    .where('state', '=', 'waiting')
    .orderBy('number')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row?.sessionId;
}

/** Says what came of a session that waited. */
export async function settleItem(
  db: Database,
  item: {
    readonly jobId: string;
    readonly sessionId: string;
    readonly state: Exclude<CohortState, 'waiting'>;
    readonly reason?: string;
    readonly at: number;
  },
): Promise<void> {
  await db
    .updateTable('cohortItems')
    .set({ state: item.state, reason: item.reason ?? null, doneAt: new Date(item.at) })
    .where('jobId', '=', item.jobId)
    .where('sessionId', '=', item.sessionId)
    .where('state', '=', 'waiting')
    .execute();
}

/**
 * Whether a job has done a session of this candidate (our id) already. To be asked by whoever holds
 * something that is the candidate's, so that no other session of theirs is under way.
 */
export async function wasDoneForCandidate(
  db: Database,
  jobId: string,
  { candidateId }: { readonly candidateId: string },
): Promise<boolean> {
  const done = await db
    .selectFrom('cohortItems')
    .innerJoin('sessions', 'sessions.id', 'cohortItems.sessionId')
    .select('sessions.id')
    .where('cohortItems.jobId', '=', jobId)
    .where('cohortItems.state', '=', 'done')
    .where('sessions.candidateId', '=', candidateId)
    .limit(1)
    .executeTakeFirst();
  return done !== undefined;
}

/** Says that nothing waits any more, not even with another process. */
export async function finishJob(db: Database, id: string, at: number): Promise<void> {
  await db
    .updateTable('cohortJobs')
    .set({ finishedAt: new Date(at) })
    .where('id', '=', id)
    .where('finishedAt', 'is', null)
    .where(
      sql<boolean>`not exists (select 1 from cohort_items i where i.job_id = ${id}
        and i.state = 'waiting')`,
    )
    .execute();
}

/** Those that failed wait once more, with one line of the audit; where none failed nothing happens. */
export async function retryFailed(
  db: Database,
  job: {
    readonly id: string;
    readonly examId: string;
    readonly actor: string;
    /** Milliseconds since the epoch. */
    readonly at: number;
  },
): Promise<void> {
  const { id, examId, actor, at } = job;
  await db.transaction().execute(async (transaction) => {
    const again = await transaction
      .updateTable('cohortItems')
      .set({ state: 'waiting', reason: null, doneAt: null })
      .where('jobId', '=', id)
      .where('state', '=', 'failed')
      .returning('sessionId')
      .execute();
    if (again.length === 0) return;
    await transaction
      .updateTable('cohortJobs')
      .set({ finishedAt: null })
      .where('id', '=', id)
      .execute();
    await writeAudit(transaction, {
      ...{ at, actor, examId, action: 'cohort_retried' },
      after: { job: id, sessions: again.length },
    });
  });
}

/** How far a job is, and by name what it did not reach and where something has to be said of it. */
export async function readCohortJob(db: Database, fence: Fence, id: string) {
  const job = await db
    .selectFrom('cohortJobs')
    .innerJoin('exams', 'exams.id', 'cohortJobs.examId')
    .select([
      'cohortJobs.id',
      'cohortJobs.examId',
      'cohortJobs.actor',
      'cohortJobs.action',
      'cohortJobs.input',
      'cohortJobs.at',
      'cohortJobs.total',
      'cohortJobs.finishedAt',
    ])
    .where('cohortJobs.id', '=', id)
    .where(within(fence, 'exams.accountId'))
    .executeTakeFirst();
  if (job === undefined) return undefined;
  const counts = await db
    .selectFrom('cohortItems')
    .select(['state', 'reason', sql<number>`count(*)::int`.as('sessions')])
    .where('jobId', '=', id)
    .groupBy(['state', 'reason'])
    .execute();
  const named = await db
    .selectFrom('cohortItems')
    .innerJoin('sessions', 'sessions.id', 'cohortItems.sessionId')
    .innerJoin('candidates', 'candidates.id', 'sessions.candidateId')
    .select([
      'cohortItems.sessionId',
      'cohortItems.state',
      'cohortItems.reason',
      'sessions.externalId',
      'candidates.externalId as userId',
      'candidates.firstName',
      'candidates.thirdName',
      'candidates.lastName',
    ])
    .where('cohortItems.jobId', '=', id)
    .where((row) =>
      row.or([
        row('cohortItems.state', 'in', ['refused', 'failed']),
        row.and([row('cohortItems.state', '=', 'done'), row('cohortItems.reason', 'is not', null)]),
      ]),
    )
    // Those that were not reached first: what is left out beyond the most that are named was done.
    .orderBy(sql`cohort_items.state = 'done'`)
    .orderBy('cohortItems.number')
    .limit(NAMED)
    .execute();
  const left = named.filter(({ state }) => state !== 'done');
  const noted = named.filter(({ state }) => state === 'done');
  return { ...job, counts, left, noted };
}

/** More names than this are a list for the CSV, not for a page. */
const NAMED = 500;

/** Those of these sessions that belong to the exam. */
export async function listOfExam(
  db: Database,
  examId: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('sessions')
    .select('id')
    .where('examId', '=', examId)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The sessions of an exam whose closing is suspended. */
export async function listSuspended(db: Database, examId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('sessions')
    .select('id')
    .where('examId', '=', examId)
    .where('closingSuspendedAt', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** What was done to many of an exam, newest first. */
export function listCohortJobs(db: Database, examId: string) {
  return db
    .selectFrom('cohortJobs')
    .select(['id', 'action', 'at', 'total', 'finishedAt', 'actor'])
    .where('examId', '=', examId)
    .orderBy('at', 'desc')
    .limit(10)
    .execute();
}
