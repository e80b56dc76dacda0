import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { ServerRefusal } from '../refusal.ts';
import { closeSession } from '../sessions/closeSession.ts';
import { withSession } from '../sessions/withSession.ts';
import { tell, update } from '../sessions/work.ts';
import { findExams, type ApiExam } from '../storage/apiExams.ts';
import {
  FILTERS,
  findByToken,
  findStudents,
  lockStudent,
  readStudentRow,
  type ApiSession,
  type StudentRow,
} from '../storage/apiSessions.ts';
import { readUser, type ApiUser } from '../storage/apiUsers.ts';
import type { Database } from '../storage/openDatabase.ts';
import { renameCandidate } from '../storage/renameCandidate.ts';
import { lockSession } from '../storage/sessions.ts';
import { examFor, noSuchUser } from './examRoutes.ts';
import { numericId } from './fieldKinds.ts';
import { instituteOf } from './instituteOf.ts';
import { addStudent, renew } from './keepStudents.ts';
import { pageWanted, tellPage } from './paginate.ts';
import { permit } from './permit.ts';
import { readFields, refuseField } from './readFields.ts';
import type { AddRoute, Handle } from './routes.ts';
import { StudentFields } from './studentFields.ts';
import { studentWire } from './studentWire.ts';

const Id = z.object({ id: numericId });
const OfOneExam = z.object({ exam_id: numericId.optional() });
const OfExam = z.object({ student_session_id: numericId });
export const Proctor = z.object({ proctor_id: numericId });
const FilterName = z.enum(FILTERS);
export const Listed = z.object({
  exam_id: numericId.optional(),
  /** One, a list, or a list as JSON text, as query strings carry it. */
  status: z
    .union([FilterName.transform((one) => [one]), z.array(FilterName), z.string()])
    .transform((value, context) => {
      if (typeof value !== 'string') return value;
      const parsed = z.array(FilterName).safeParse(listIn(value));
      if (parsed.success) return parsed.data;
      context.addIssue({ code: 'custom', message: 'is not included in the list' });
      return z.NEVER;
    })
    .default([]),
  email: z
    .string()
    .max(255)
    .transform((email) => email.toLowerCase())
    .optional(),
});
const Lti = z.object({ student_lms_id: z.coerce.string().min(1).max(255) });

/** The students of an exam, under the present paths and the deprecated ones. */
export function registerStudents(add: AddRoute, deps: Deps): void {
  const list: Handle = async ({ user, params }, reply) => {
    const page = pageWanted(params);
    const { exam_id, status: filters, email } = readFields(Listed, params);
    const exams = new Map((await examsSeen(deps, user, exam_id)).map((exam) => [exam.id, exam]));
    const asked = {
      examIds: [...exams.keys()],
      filters,
      ...(email === undefined ? {} : { email }),
    };
    const students = findStudents(deps.database, asked);
    tellPage(reply, page, await students.count());
    const rows = await students.page(page);
    return {
      students: rows.flatMap((row) => {
        const exam = exams.get(row.examId);
        return exam === undefined ? [] : [studentWire(row, exam)];
      }),
    };
  };
  const show: Handle = async ({ user, params }) => wire(await studentFor(deps, user, params));
  const create: Handle = async ({ user, params }, reply) => {
    permit(user, 'manages');
    const asked = { id: params['exam_id'] };
    await examFor(deps, deps.database, user, asked);
    const fields = readFields(StudentFields, params);
    await knownProctor(deps.database, user, fields.proctor_id);
    const { id, work } = await deps.database
      .transaction()
      .execute(async (db) =>
        addStudent(deps, db, await examFor(deps, db, user, asked, 'share'), fields),
      );
    tell(work);
    void reply.code(201);
    return wire(await studentFor(deps, user, { id }));
  };
  const change: Handle = async ({ user, params }) => {
    permit(user, 'manages');
    const found = await studentFor(deps, user, params);
    const work = await deps.database.transaction().execute(async (db) => {
      // Exam, session, student: in this order whoever changes them waits for the others.
      const exam = await examFor(deps, db, user, { id: found.exam.id }, 'share');
      await lockSession(db, found.row.ourId);
      const row = await lockStudent(db, found.row.id);
      if (row === undefined) throw new ServerRefusal('not_found');
      const fields = readFields(StudentFields, { ...fieldsOf(row), ...params });
      await knownProctor(db, user, fields.proctor_id);
      await taken(db, row, fields.email);
      const openTime = fields.open_time === null ? null : new Date(fields.open_time);
      const isMoved = fields.email !== row.email;
      const student = await db
        .updateTable('apiSessions')
        .set({
          ...{ name: fields.name, email: fields.email, openTime },
          individualInfo: fields.individual_info,
          isIndividualInfoHtml: fields.is_individual_info_html,
          skipRequirements: fields.skip_requirements,
          sendConfirmation: fields.send_confirmation,
          externalId: fields.external_id,
          proctorId: fields.proctor_id,
          // Nothing was sent to the new address yet, and nothing came back from it.
          ...(isMoved ? { bouncedAt: null, emailSentAt: null } : {}),
          updatedAt: new Date(deps.clock.now()),
        })
        .where('id', '=', row.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      if (isMoved) await db.deleteFrom('apiMails').where('sessionId', '=', row.id).execute();
      if (isMoved || fields.name !== row.name) await renameCandidate(db, student);
      const known = await instituteOf(deps, db, exam.instituteId);
      return renew(deps, db, { known, exam, student });
    });
    if (work !== undefined) tell(work);
    return wire(await studentFor(deps, user, { id: found.row.id }));
  };
  const remove: Handle = async ({ user, params }) => {
    permit(user, 'manages');
    const found = await studentFor(deps, user, params);
    const at = new Date(deps.clock.now());
    await withSession(deps, found.row.ourId, async (work) => {
      if (work.session.status === 'exam_started') {
        throw refuseField('base', 'running', 'is taking the exam; end it first');
      }
      await work.db
        .updateTable('apiSessions')
        .set({ archivedAt: at, updatedAt: at })
        .where('id', '=', found.row.id)
        .execute();
      // Nobody enters it any more; its status stays what it was.
      const closed = { closedAt: at, closedBy: 'staff', closedReason: 'session_closed' } as const;
      if (work.session.closedAt === null) await update(work, closed);
      work.visible = true;
    });
    const { student } = wire(found);
    return { student: { ...student, archived: true } };
  };
  const ofExam =
    (handle: Handle): Handle =>
    ({ user, params }, reply) => {
      const { student_session_id: id } = readFields(OfExam, params);
      return handle({ user, params: { ...params, id, exam_id: params['id'] } }, reply);
    };

  add('GET', '/student_sessions', list);
  add('GET', '/exams/:exam_id/student_sessions', list);
  add('POST', '/exams/:exam_id/student_sessions', create);
  add('GET', '/student_sessions/:id', show);
  add(['PATCH', 'PUT'], '/student_sessions/:id', change);
  add('DELETE', '/student_sessions/:id', remove);
  add('GET', '/student_sessions/:id/reviewable', async ({ user, params }) => {
    const token = z.string().max(64).parse(params['id']);
    const row = await findByToken(deps.database, token);
    if (row === undefined) throw new ServerRefusal('not_found');
    return wire(await studentFor(deps, user, { id: row.id }));
  });
  add(['PUT', 'PATCH', 'POST'], '/student_sessions/:id/assign_proctor', async (call) => {
    const { user, params } = call;
    permit(user, 'manages');
    const { row } = await studentFor(deps, user, params);
    const { proctor_id } = readFields(Proctor, params);
    await knownProctor(deps.database, user, proctor_id);
    await deps.database
      .updateTable('apiSessions')
      .set({ proctorId: proctor_id, updatedAt: new Date(deps.clock.now()) })
      .where('id', '=', row.id)
      .execute();
    return { proctor_id, active_proctoring_sessions: await activeOf(deps, proctor_id) };
  });
  add(['POST', 'PUT', 'PATCH'], '/student_sessions/:id/end_exam', async ({ user, params }) => {
    permit(user, 'endsExams');
    const { row } = await studentFor(deps, user, params);
    const ended = await withSession(deps, row.ourId, async (work) => {
      if (work.session.status !== 'exam_started') return false;
      return closeSession(work, { by: 'staff', at: work.now });
    });
    if (ended !== true) throw refuseField('status', 'not_running', 'is not exam_started');
    return wire(await studentFor(deps, user, { id: row.id }));
  });

  // Deprecated; the exam's number is `id` there.
  const index: Handle = ({ user, params }, reply) =>
    list({ user, params: { ...params, exam_id: params['id'] } }, reply);
  add('GET', '/exams/:id/index_students', index);
  add('GET', '/exams/:id/show_student', ofExam(show));
  add('POST', '/exams/:id/add_student', ({ user, params }, reply) =>
    create({ user, params: { ...params, exam_id: params['id'] } }, reply),
  );
  add('DELETE', '/exams/:id/delete_student', ofExam(remove));
  add('GET', '/exams/:id/show_lti_student', async ({ user, params }) => {
    const exam = await examFor(deps, deps.database, user, params);
    const { student_lms_id: externalId } = readFields(Lti, params);
    const asked = { examIds: [exam.id], filters: [], externalId };
    const [row] = await findStudents(deps.database, asked).page({ limit: 1, offset: 0 });
    if (row === undefined) throw new ServerRefusal('not_found');
    return wire({ row, exam });
  });

  /** @throws ServerRefusal for every student whose exam the caller does not see */
  async function studentFor(
    from: Deps,
    user: ApiUser,
    params: Readonly<Record<string, unknown>>,
  ): Promise<{ row: StudentRow; exam: ApiExam }> {
    const { id } = readFields(Id, params);
    const row = await readStudentRow(from.database, id);
    if (row === undefined) throw new ServerRefusal('not_found');
    const exam = await examFor(from, from.database, user, { id: row.examId });
    const { exam_id } = readFields(OfOneExam, params);
    if (exam_id !== undefined && exam_id !== exam.id) throw new ServerRefusal('not_found');
    return { row, exam };
  }
}

function wire({ row, exam }: { row: StudentRow; exam: ApiExam }) {
  return { student: studentWire(row, exam) };
}

function listIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return text.split(',').map((name) => name.trim());
  }
}

async function examsSeen(deps: Deps, user: ApiUser, id: number | undefined): Promise<ApiExam[]> {
  if (id !== undefined) return [await examFor(deps, deps.database, user, { id })];
  const seen = findExams(deps.database, { user, now: deps.clock.now() });
  return seen.page({ limit: 100_000, offset: 0 });
}

async function knownProctor(db: Database, user: ApiUser, id: number | null): Promise<void> {
  if (id === null) return;
  const proctor = await readUser(db, { id, instituteId: user.instituteId });
  if (proctor === undefined) throw noSuchUser('proctor_id');
}

async function taken(db: Database, row: ApiSession, email: string): Promise<void> {
  if (email === row.email) return;
  const asked = { examIds: [row.examId], filters: [], email };
  if ((await findStudents(db, asked).count()) === 0) return;
  throw refuseField('email', 'taken', 'has already been taken');
}

async function activeOf(deps: Deps, proctorId: number): Promise<number> {
  const row = await deps.database
    .selectFrom('apiSessions')
    .innerJoin('sessions', 'sessions.id', 'apiSessions.sessionId')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('apiSessions.proctorId', '=', proctorId)
    .where('sessions.status', 'in', ['in_setup', 'exam_started'])
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

function fieldsOf(row: ApiSession): Record<keyof StudentFields, unknown> {
  return {
    name: row.name,
    email: row.email,
    individual_info: row.individualInfo,
    is_individual_info_html: row.isIndividualInfoHtml,
    skip_requirements: row.skipRequirements,
    send_confirmation: row.sendConfirmation,
    open_time: row.openTime?.toISOString() ?? null,
    external_id: row.externalId,
    proctor_id: row.proctorId,
  };
}
