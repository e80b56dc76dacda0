import { sql, type RawBuilder } from 'kysely';
import { containsText } from './containsText.ts';
import { within, type Fence } from './fence.ts';
import type { Database } from './openDatabase.ts';

/** The exams within a fence with their windows and how many sessions they have; newest first. */
export function listExams(
  db: Database,
  fence: Fence,
  wanted: { readonly text?: string; readonly offset?: number; readonly limit?: number } = {},
) {
  // The page first: counting the sessions of exams that nobody sees would be most of the work.
  const shown = db
    .selectFrom('exams')
    .innerJoin('accounts', 'accounts.id', 'exams.accountId')
    .select([
      'exams.id',
      'exams.externalId',
      'exams.name',
      'exams.courseName',
      'exams.createdAt',
      'accounts.name as accountName',
      'accounts.integration',
    ])
    .where(within(fence, 'exams.accountId'))
    .where(textMatches(wanted.text ?? ''))
    .orderBy('exams.createdAt', 'desc')
    .orderBy('exams.id')
    .limit(wanted.limit ?? 1000)
    .offset(wanted.offset ?? 0)
    .as('shown');
  return db
    .selectFrom(shown)
    .leftJoin('sessions', 'sessions.examId', 'shown.id')
    .select((eb) => [
      'shown.id',
      'shown.externalId',
      'shown.name',
      'shown.courseName',
      'shown.accountName',
      'shown.integration',
      eb.fn.min('sessions.windowStart').as('windowStart'),
      eb.fn.max('sessions.windowEnd').as('windowEnd'),
      sql<number>`count(sessions.id)::int`.as('students'),
      sql<number>`(count(*) filter (where sessions.status = 'exam_started'))::int`.as('running'),
      sql<number>`(count(*) filter (where sessions.status = 'exam_finished'))::int`.as('finished'),
    ])
    .groupBy([
      'shown.id',
      'shown.externalId',
      'shown.name',
      'shown.courseName',
      'shown.accountName',
      'shown.integration',
      'shown.createdAt',
    ])
    .orderBy('shown.createdAt', 'desc')
    .orderBy('shown.id')
    .execute();
}

/** How many exams within the fence a search finds. */
export async function countExams(db: Database, fence: Fence, text: string): Promise<number> {
  const row = await db
    .selectFrom('exams')
    .innerJoin('accounts', 'accounts.id', 'exams.accountId')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(within(fence, 'exams.accountId'))
    .where(textMatches(text))
    .executeTakeFirstOrThrow();
  return row.count;
}

function textMatches(text: string): RawBuilder<boolean> {
  if (text.trim() === '') return sql<boolean>`true`;
  return containsText(
    sql`concat_ws(' ', exams.name, exams.course_name, exams.external_id, accounts.name)`,
    text.trim(),
  );
}

/** One exam by our id. */
export function readExam(db: Database, fence: Fence, id: string) {
  return db
    .selectFrom('exams')
    .innerJoin('accounts', 'accounts.id', 'exams.accountId')
    .select([
      'exams.id',
      'exams.externalId',
      'exams.name',
      'exams.courseName',
      'accounts.name as accountName',
      'accounts.integration',
    ])
    .where('exams.id', '=', id)
    .where(within(fence, 'exams.accountId'))
    .executeTakeFirst();
}
