import { sql } from 'kysely';
import { within, type Fence } from './fence.ts';
import type { Database } from './openDatabase.ts';

/** The exams within a fence with their windows and how many sessions they have; newest first. */
export function listExams(db: Database, fence: Fence) {
  return db
    .selectFrom('exams')
    .innerJoin('accounts', 'accounts.id', 'exams.accountId')
    .leftJoin('sessions', 'sessions.examId', 'exams.id')
    .select((eb) => [
      'exams.id',
      'exams.externalId',
      'exams.name',
      'exams.courseName',
      'accounts.name as accountName',
      'accounts.integration',
      eb.fn.min('sessions.windowStart').as('windowStart'),
      eb.fn.max('sessions.windowEnd').as('windowEnd'),
      sql<number>`count(sessions.id)::int`.as('students'),
      sql<number>`(count(*) filter (where sessions.status = 'exam_started'))::int`.as('running'),
      sql<number>`(count(*) filter (where sessions.status = 'exam_finished'))::int`.as('finished'),
    ])
    .where(within(fence, 'exams.accountId'))
    .groupBy(['exams.id', 'accounts.id'])
    .orderBy('exams.createdAt', 'desc')
    .execute();
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
