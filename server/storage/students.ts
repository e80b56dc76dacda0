import { sql } from 'kysely';
import { FLAGGING } from '../../contract/incident.ts';
import { within, type Fence } from './fence.ts';
import type { Database } from './openDatabase.ts';

/** The students of an exam (our id), by name, with what the Students page shows in a row. */
export function listStudents(db: Database, fence: Fence, examId: string) {
  return students(db)
    .where('sessions.examId', '=', examId)
    .where(within(fence, 'sessions.accountId'))
    .orderBy('candidates.lastName')
    .orderBy('candidates.firstName')
    .orderBy('sessions.createdAt')
    .execute();
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
      'sessions.lastSeenAt',
      'sessions.lastStage',
      'sessions.unsent',
      'candidates.externalId as userId',
      'candidates.email',
      'candidates.lastName',
      'candidates.firstName',
      'candidates.thirdName',
      'accommodations.extraMinutes',
      'accommodations.breakMinutes',
      'accommodations.waivedSteps',
      sql<number>`(select count(*) from incidents i where i.session_id = sessions.id)::int`.as(
        'incidentCount',
      ),
      sql<boolean>`exists (select 1 from incidents i where i.session_id = sessions.id
        and i.kind in (${sql.join(FLAGGING)}))`.as('flagged'),
    ]);
}
