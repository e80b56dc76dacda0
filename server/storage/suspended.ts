import { sql } from 'kysely';
import type { Database } from './openDatabase.ts';

/**
 * Whether the clock closes nobody in an exam (our id), or not all of those who are still at it.
 * @returns undefined where it closes everybody; else since when it does not, for how many now, and the
 *   job that began it, with which it is undone
 */
export async function readSuspended(db: Database, examId: string) {
  const [exam, sessions] = await Promise.all([
    db.selectFrom('exams').select('closingSuspendedAt').where('id', '=', examId).executeTakeFirst(),
    db
      .selectFrom('sessions')
      .select(({ fn }) => [
        fn.min('closingSuspendedAt').as('since'),
        sql<number>`count(*)::int`.as('count'),
      ])
      .where('examId', '=', examId)
      .where('closingSuspendedAt', 'is not', null)
      .where('status', '<>', 'exam_finished')
      .executeTakeFirst(),
  ]);
  const moments = [exam?.closingSuspendedAt, sessions?.since].filter((at) => at instanceof Date);
  if (moments.length === 0) return undefined;
  const since = new Date(Math.min(...moments.map((at) => at.getTime())));
  const job = await db
    .selectFrom('cohortJobs')
    .select(['id', 'actor'])
    .where('examId', '=', examId)
    .where('action', '=', 'suspend-closing')
    .where('at', '<=', since)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { since, count: sessions?.count ?? 0, job };
}

export type Suspended = Awaited<ReturnType<typeof readSuspended>>;
