import { sql } from 'kysely';
import { within, type Fence } from './fence.ts';
import { withoutMarks } from './withoutMarks.ts';
import type { Database } from './openDatabase.ts';

/** The sessions of an exam (our id) that the desk is about: who waits, who is locked, who runs. */
export async function readExamDesk(db: Database, fence: Fence, examId: string) {
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('candidates', 'candidates.id', 'sessions.candidateId')
    .leftJoin('admissions', 'admissions.sessionId', 'sessions.id')
    .select([
      'sessions.id',
      'sessions.status',
      'sessions.desk',
      'sessions.lastSeenAt',
      'sessions.closingSuspendedAt',
      'sessions.parameters',
      'candidates.externalId as userId',
      'candidates.lastName',
      'candidates.firstName',
      'candidates.thirdName',
      'admissions.state as admission',
      'admissions.at as admissionAt',
      'admissions.words as admissionWords',
      sql<number>`(select count(*) from desk_actions d where d.session_id = sessions.id
        and d.sender = 'candidate' and d.read_at is null)::int`.as('unread'),
    ])
    .where(within(fence, 'sessions.accountId'))
    .where('sessions.examId', '=', examId)
    .where('sessions.status', 'in', ['in_setup', 'exam_not_started', 'exam_started'])
    .orderBy('admissions.at')
    .orderBy(sql`lower(${withoutMarks(sql`candidates.last_name`)})`)
    .execute();
  const waiting = rows.filter(({ admission }) => admission !== null && admission !== 'admitted');
  const photos =
    waiting.length === 0
      ? []
      : await db
          .selectFrom('photos')
          .select(['id', 'sessionId', 'kind', 'width', 'height', 'at'])
          .where(
            'sessionId',
            'in',
            waiting.map(({ id }) => id),
          )
          .orderBy('at', 'desc')
          .execute();
  return rows.map((row) => ({
    ...row,
    // The newest of each kind: what was taken again replaces what was not good enough.
    photos: photos
      .filter(({ sessionId }) => sessionId === row.id)
      .filter(({ kind }, index, all) => all.findIndex((each) => each.kind === kind) === index),
  }));
}

export type DeskSession = Awaited<ReturnType<typeof readExamDesk>>[number];
