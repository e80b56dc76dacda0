import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { ServerRefusal } from '../refusal.ts';
import { tell } from '../sessions/work.ts';
import {
  addApiExam,
  EXAM_STATUSES,
  findExams,
  readApiExam,
  removeApiExam,
  updateApiExam,
  type ApiExam,
  type ExamLock,
} from '../storage/apiExams.ts';
import { readUser, type ApiUser } from '../storage/apiUsers.ts';
import type { Database } from '../storage/openDatabase.ts';
import { ExamFields, ExamTimes } from './examFields.ts';
import { examWire } from './examWire.ts';
import { numericId } from './fieldKinds.ts';
import { instituteOf } from './instituteOf.ts';
import { passOn } from './keepStudents.ts';
import { oweMail } from './mails.ts';
import { pageWanted, tellPage } from './paginate.ts';
import { permit } from './permit.ts';
import { readFields, refuseField } from './readFields.ts';
import { spreadRestrictions } from './restrictions.ts';
import type { AddRoute } from './routes.ts';
import type { Params } from './signature.ts';
import { userWire } from './userWire.ts';

export const Filter = z.object({ status: z.enum(EXAM_STATUSES).optional() });
const Id = z.object({ id: numericId });
const Institute = z.object({ institute_id: numericId.optional() });
export const Comanager = z.object({ comanager_id: numericId });
/** What of a status may be set: the rest follows from the exam. */
const StatusChange = z.object({ status: z.enum(['open', 'closed']).optional() });

/** `/exams` and who else manages one. */
export function registerExams(add: AddRoute, deps: Deps): void {
  add('GET', '/exams', async ({ user, params }, reply) => {
    const page = pageWanted(params);
    const { status } = readFields(Filter, params);
    const now = deps.clock.now();
    const exams = findExams(deps.database, {
      user,
      now,
      ...(status === undefined ? {} : { status }),
    });
    tellPage(reply, page, await exams.count());
    return { exams: (await exams.page(page)).map(examWire) };
  });
  add('GET', '/exams/:id', async ({ user, params }) => ({
    exam: examWire(await examFor(deps, deps.database, user, params)),
  }));
  add('POST', '/exams', async ({ user, params }, reply) => {
    permit(user, 'manages');
    ownInstitute(user, params);
    const values = valuesIn(spreadRestrictions(params));
    const id = await deps.database.transaction().execute(async (db) => {
      const { institute } = await instituteOf(deps, db, user.instituteId);
      const at = deps.clock.now();
      return addApiExam(db, { ...values, user, accountId: institute.accountId, at });
    });
    void reply.code(201);
    return { exam: examWire(await examFor(deps, deps.database, user, { id })) };
  });
  add(['PATCH', 'PUT'], '/exams/:id', async ({ user, params }) => {
    permit(user, 'manages');
    const works = await deps.database.transaction().execute(async (db) => {
      const exam = await examFor(deps, db, user, params, 'change');
      const { start_time, end_time } = params;
      const values = valuesIn({
        ...exam.fields,
        ...spreadRestrictions(params, exam.fields),
        start_time: start_time === undefined ? (exam.startTime?.toISOString() ?? null) : start_time,
        end_time: end_time === undefined ? (exam.endTime?.toISOString() ?? null) : end_time,
      });
      // An exam that is sent whole as it was read names the status that it has.
      const { status } = params['status'] === exam.status ? {} : readFields(StatusChange, params);
      const at = deps.clock.now();
      const closedAt =
        status === undefined ? exam.closedAt : status === 'closed' ? new Date(at) : null;
      await updateApiExam(db, { ...values, id: exam.id, examId: exam.examId, closedAt, at });
      const changed = await examFor(deps, db, user, params);
      const passed = await passOn(deps, db, changed);
      if (isChangeForStudents(exam, changed)) await tellOfChange(deps, db, changed);
      return passed;
    });
    works.forEach(tell);
    return { exam: examWire(await examFor(deps, deps.database, user, params)) };
  });
  add('DELETE', '/exams/:id', async ({ user, params }) => {
    permit(user, 'manages');
    const exam = await examFor(deps, deps.database, user, params);
    const running = await deps.database
      .selectFrom('sessions')
      .select('id')
      .where('examId', '=', exam.examId)
      .where('status', '=', 'exam_started')
      .limit(1)
      .executeTakeFirst();
    if (running !== undefined) throw refuseField('base', 'running', 'is being taken by a student');
    await removeApiExam(deps.database, { id: exam.id, at: deps.clock.now() });
    return { exam: { ...examWire(exam), status: 'deleted', archived: true } };
  });
  add(['PUT', 'POST'], '/exams/:id/add_comanager', async ({ user, params }) => {
    permit(user, 'manages');
    const exam = await examFor(deps, deps.database, user, params);
    const { comanager_id } = readFields(Comanager, params);
    const comanager = await comanagerIn(deps, user, comanager_id);
    await deps.database
      .insertInto('apiComanagers')
      .values({ examId: exam.id, userId: comanager_id })
      .onConflict((conflict) => conflict.columns(['examId', 'userId']).doNothing())
      .execute();
    return comanagerAnswer(deps, exam, comanager);
  });
  add('DELETE', '/exams/:id/remove_comanager', async ({ user, params }) => {
    permit(user, 'manages');
    const exam = await examFor(deps, deps.database, user, params);
    const { comanager_id } = readFields(Comanager, params);
    const comanager = await comanagerIn(deps, user, comanager_id);
    await deps.database
      .deleteFrom('apiComanagers')
      .where('examId', '=', exam.id)
      .where('userId', '=', comanager_id)
      .execute();
    return comanagerAnswer(deps, exam, comanager);
  });
}

/** What a student would plan by. */
function isChangeForStudents(before: ApiExam, after: ApiExam): boolean {
  const told = ({ fields, startTime, endTime }: ApiExam): string =>
    JSON.stringify([fields.name, startTime, endTime, fields.use_duration, fields.duration_minutes]);
  return told(before) !== told(after);
}

/** Only those who were written to, and have not begun. */
async function tellOfChange(deps: Deps, db: Database, exam: ApiExam): Promise<void> {
  const { institute } = await instituteOf(deps, db, exam.instituteId);
  const at = deps.clock.now();
  const students = await db
    .selectFrom('apiSessions')
    .innerJoin('sessions', 'sessions.id', 'apiSessions.sessionId')
    .select(['apiSessions.id', 'apiSessions.sessionId', 'apiSessions.email'])
    .where('apiSessions.examId', '=', exam.id)
    .where('apiSessions.archivedAt', 'is', null)
    .where('apiSessions.emailSentAt', 'is not', null)
    .where('apiSessions.bouncedAt', 'is', null)
    .where('sessions.status', 'not in', ['exam_started', 'exam_finished'])
    .execute();
  for (const student of students) {
    await oweMail(deps, db, { kind: 'exam_changed', student, institute, sameness: String(at), at });
  }
}

/** @throws ServerRefusal for every exam that the caller does not see: nobody learns which there are */
export async function examFor(
  deps: Deps,
  db: Database,
  user: ApiUser,
  params: Params,
  lock?: ExamLock,
): Promise<ApiExam> {
  const { id } = readFields(Id, params);
  const exam = await readApiExam(db, { user, id, now: deps.clock.now(), lock });
  if (exam === undefined) throw new ServerRefusal('not_found');
  return exam;
}

export const noSuchUser = (path: string): ServerRefusal =>
  refuseField(path, 'unknown', 'is not a user of this institute');

function valuesIn(params: Params) {
  const fields = readFields(ExamFields, params);
  const { start_time, end_time } = readFields(ExamTimes, params);
  if (start_time !== null && end_time !== null && end_time <= start_time) {
    throw refuseField('end_time', 'out_of_range', 'must be after start_time');
  }
  if (fields.use_duration && fields.duration_minutes === null) {
    throw refuseField('duration_minutes', 'missing', "can't be blank");
  }
  return {
    fields,
    startTime: start_time === null ? null : new Date(start_time),
    endTime: end_time === null ? null : new Date(end_time),
  };
}

/** A client may name the institute; another than the own one is nobody's. */
function ownInstitute(user: ApiUser, params: Params): void {
  const { institute_id } = readFields(Institute, params);
  if (institute_id === undefined || institute_id === user.instituteId) return;
  throw refuseField('institute_id', 'foreign', 'is not your institute');
}

/** @throws ServerRefusal for everybody who is no user of the caller's institute */
async function comanagerIn(deps: Deps, user: ApiUser, id: number): Promise<ApiUser> {
  const { instituteId } = user;
  const found = await readUser(deps.database, { id, instituteId });
  if (found === undefined) throw noSuchUser('comanager_id');
  return found;
}

/** The user as ProctorExam answers one, without token and key, which are nobody else's; and our exam. */
async function comanagerAnswer(deps: Deps, exam: ApiExam, comanager: ApiUser) {
  const comanagers = await comanagersOf(deps, exam);
  return { comanager: userWire(comanager), exam: { ...examWire(exam), comanagers } };
}

async function comanagersOf(deps: Deps, exam: ApiExam): Promise<number[]> {
  const rows = await deps.database
    .selectFrom('apiComanagers')
    .select('userId')
    .where('examId', '=', exam.id)
    .orderBy('userId')
    .execute();
  return rows.map(({ userId }) => userId);
}
