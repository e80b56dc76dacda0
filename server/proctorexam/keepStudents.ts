import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { StartParameters } from '../../contract/startParameters.ts';
import type { Deps } from '../deps.ts';
import { PROCTOREXAM } from '../instituteConfig.ts';
import { ServerRefusal } from '../refusal.ts';
import { eraseAnew } from '../sessions/eraseAnew.ts';
import { beginWork } from '../sessions/withSession.ts';
import { update, type SessionWork } from '../sessions/work.ts';
import type { ApiExam } from '../storage/apiExams.ts';
import type { ApiSession } from '../storage/apiSessions.ts';
import type { Database } from '../storage/openDatabase.ts';
import { keepCandidate } from '../storage/keepCandidate.ts';
import { addSession, lockSession } from '../storage/sessions.ts';
import { addTransition } from '../storage/transitions.ts';
import { instituteOf, type KnownInstitute } from './instituteOf.ts';
import { refuseField } from './readFields.ts';
import { sessionValues, type SessionSource } from './sessionValues.ts';
import type { StudentFields } from './studentFields.ts';

/** Where the exam page of a session is that names no other. */
export const EXAM_PAGE = 'proctorexam/page/';

/**
 * Registers a student for an exam: a session of ours and what this API keeps besides.
 * @returns the number that clients know it by, and the work to be told of
 * @throws ServerRefusal when the address is registered already
 */
export async function addStudent(
  deps: Deps,
  db: Database,
  exam: ApiExam,
  fields: StudentFields,
): Promise<{ id: number; work: SessionWork }> {
  const known = await instituteOf(deps, db, exam.instituteId);
  const at = new Date(deps.clock.now());
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('api_sessions', 'id'))::int as id`.execute(db);
  const id = rows[0]?.id ?? 0;
  const openTime = fields.open_time === null ? null : new Date(fields.open_time);
  const { email, name } = fields;
  const person = { email, lastName: name, userId: email } as StartParameters;
  const candidateId = await keepCandidate(db, known.institute.accountId, person, at);
  const studentId = await studentNumber(db, candidateId);
  const student = { id, studentId, name, email, openTime };
  const { values, parameters } = valuesOf(deps, known, exam, student);
  const session = await addSession(db, {
    id: randomUUID(),
    integration: PROCTOREXAM,
    externalId: String(id),
    accountId: known.institute.accountId,
    candidateId,
    examId: exam.examId,
    ...values,
    notes: '[]',
    entryUrl: parameters.sessionUrl,
    createdAt: at,
  });
  if (session === undefined) throw new Error('a number of a session was given twice');
  const added = await db
    .insertInto('apiSessions')
    .values({
      ...{ id, sessionId: session.id, examId: exam.id, studentId, email, name, openTime },
      token: randomBytes(16).toString('hex'),
      externalId: fields.external_id,
      individualInfo: fields.individual_info,
      isIndividualInfoHtml: fields.is_individual_info_html,
      skipRequirements: fields.skip_requirements,
      sendConfirmation: fields.send_confirmation,
      proctorId: fields.proctor_id,
      createdAt: at,
      updatedAt: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['examId', 'email']).where('archivedAt', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  // Thrown, it takes the session back with it.
  if (added === undefined) throw refuseField('email', 'taken', 'has already been taken');
  const work = await beginWork(deps, db, session);
  const transition = { sessionId: session.id, status: 'registered', at: work.now } as const;
  await addTransition(db, { ...transition, receivedAt: work.now, cause: 'lms', moved: true });
  work.moves.push({ status: 'registered', at: work.now });
  work.visible = true;
  return { id, work };
}

/** Gives the sessions of an exam that are not over what its fields say now. */
export async function passOn(deps: Deps, db: Database, exam: ApiExam): Promise<SessionWork[]> {
  const known = await instituteOf(deps, db, exam.instituteId);
  const students = await db
    .selectFrom('apiSessions')
    .selectAll()
    .where('examId', '=', exam.id)
    .where('archivedAt', 'is', null)
    .orderBy('id')
    .execute();
  const works: SessionWork[] = [];
  for (const student of students) {
    const work = await renew(deps, db, { known, exam, student });
    if (work !== undefined) works.push(work);
  }
  return works;
}

/** @returns nothing when the session is over: it stays as it was */
export async function renew(
  deps: Deps,
  db: Database,
  of: { known: KnownInstitute; exam: ApiExam; student: ApiSession },
): Promise<SessionWork | undefined> {
  const session = await lockSession(db, of.student.sessionId);
  if (session === undefined) return undefined;
  const work = await beginWork(deps, db, session);
  if (work.session.closedAt !== null) {
    await eraseAnew(work);
    return undefined;
  }
  const { values } = valuesOf(deps, of.known, of.exam, of.student, work.session.lateUntil);
  await update(work, { ...values, updatedAt: new Date(work.now) });
  await eraseAnew(work);
  work.visible = true;
  return work;
}

function valuesOf(
  deps: Deps,
  known: KnownInstitute,
  exam: ApiExam,
  student: SessionSource['student'],
  lateUntil: Date | null = null,
) {
  const ownPage = new URL(EXAM_PAGE, deps.publicUrl()).href;
  const { parsed, opens, windowEnd, lastStart, entryUrl } = sessionValues({
    ...known,
    ...{ exam, student, lateUntil, ownPage },
  });
  if (!parsed.ok) {
    // The fields were taken one by one; together they make an exam that nobody could hold.
    throw new ServerRefusal('parameters_invalid', parsed.faults);
  }
  return {
    parameters: parsed.parameters,
    values: {
      parameters: JSON.stringify(parsed.parameters),
      ...{ windowStart: opens, windowEnd, lastStart, entryUrl },
    },
  };
}

/** One person's number, the same in every exam of the institute. */
async function studentNumber(db: Database, candidateId: string): Promise<number> {
  await db
    .insertInto('apiStudents')
    .values({ candidateId })
    .onConflict((conflict) => conflict.column('candidateId').doNothing())
    .execute();
  const row = await db
    .selectFrom('apiStudents')
    .select('id')
    .where('candidateId', '=', candidateId)
    .executeTakeFirstOrThrow();
  return row.id;
}
