import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { basePath } from '../../answerRefusal.ts';
import type { Deps } from '../../deps.ts';
import { ServerRefusal } from '../../refusal.ts';
import { writeAudit } from '../../storage/audit.ts';
import { readExam } from '../../storage/exams.ts';
import { countMatching, countStudents, type StudentQuery } from '../../storage/students.ts';
import { readSuspended } from '../../storage/suspended.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { canMail } from './canMail.ts';
import { readSelection } from './cohortForm.ts';
import { readStudentViews } from './readStudentViews.ts';
import { actorOf, requireSignedIn } from './signedIn.ts';
import { studentLines } from './studentLines.ts';
import { ExamIds } from './studentIds.ts';
import { readSearch } from './studentSearch.ts';
import { StudentsPage } from './studentsPage.tsx';

/** Rows of one page. Ten thousand rows at once are megabytes that nobody reads. */
const ROWS_A_PAGE = 100;

/** An exam's students: a page of them, and all that a search finds, or those that are ticked, as a file. */
export function studentsRoutes(app: FastifyInstance, deps: Deps): void {
  const { database } = deps;

  app.get('/staff/exams/:exam', { config: { deed: 'read' } }, async (request, reply) => {
    const signedIn = requireSignedIn(request);
    const exam = await examOf(request);
    const { fence } = signedIn;
    const wanted = readSearch(request.query);
    const [counts, matching, suspended] = await Promise.all([
      countStudents(database, fence, exam.id),
      countMatching(database, fence, exam.id, wanted),
      readSuspended(database, exam.id),
    ]);
    const pages = Math.max(1, Math.ceil(matching / ROWS_A_PAGE));
    const search = { ...wanted, page: Math.min(wanted.page, pages) };
    const offset = (search.page - 1) * ROWS_A_PAGE;
    const part = { ...search, offset, limit: ROWS_A_PAGE };
    const students = await readStudentViews(deps, fence, exam.id, part);
    const mails = canMail(deps, exam);
    const page = { base: basePath(deps), say: staffSay(request), signedIn, mails, suspended };
    return sendPage(
      reply,
      StudentsPage({ ...page, exam, students, counts, search, matching, pages }),
    );
  });

  const csv = { config: { deed: 'export' as const } };
  app.get('/staff/exams/:exam/students.csv', csv, (request, reply) =>
    sendList(request, reply, readSearch(request.query)),
  );

  // By a form, as the ids of many do not fit into an address.
  app.post('/staff/exams/:exam/students.csv', csv, (request, reply) => {
    const { sessions, search } = readSelection(request.body);
    const found = readSearch(Object.fromEntries(new URLSearchParams(search)));
    if (sessions.length === 0) return sendList(request, reply, found);
    // Whoever was ticked stays ticked when the list is searched for somebody else.
    const ticked = { ...found, text: '', status: undefined, flagged: false, sessions };
    return sendList(request, reply, ticked);
  });

  async function sendList(request: FastifyRequest, reply: FastifyReply, wanted: StudentQuery) {
    const signedIn = requireSignedIn(request);
    const exam = await examOf(request);
    await writeAudit(database, {
      at: deps.clock.now(),
      actor: actorOf(signedIn),
      action: 'students_exported',
      examId: exam.id,
      ...(wanted.sessions === undefined ? {} : { after: { ticked: wanted.sessions.length } }),
    });
    const name = `students-${exam.externalId.replace(/[^\w.-]+/g, '-')}.csv`;
    return reply
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .header('content-disposition', `attachment; filename="${name}"`)
      .type('text/csv; charset=utf-8')
      .send(Readable.from(studentLines(deps, signedIn.fence, exam.id, wanted)));
  }

  async function examOf(request: FastifyRequest) {
    const { exam: id } = ExamIds.parse(request.params);
    const exam = await readExam(database, requireSignedIn(request).fence, id);
    if (exam === undefined) throw new ServerRefusal('not_found');
    return exam;
  }
}
