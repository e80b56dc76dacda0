import { sql } from 'kysely';
import type { Database } from './openDatabase.ts';

/** The exams of every integration with their windows and how many sessions they have; newest first. */
export function listExams(db: Database) {
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
    .groupBy(['exams.id', 'accounts.id'])
    .orderBy('exams.createdAt', 'desc')
    .execute();
}

/** One exam by our id. */
export function readExam(db: Database, id: string) {
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
    .executeTakeFirst();
}
