import type { FastifyInstance, FastifyRequest } from 'fastify';
import { renderToStaticMarkup } from 'react-dom/server';
import { z } from 'zod';
import { Status } from '../../../contract/status.ts';
import type { Deps } from '../../deps.ts';
import { ServerRefusal } from '../../refusal.ts';
import { listChecks, listChecksOfExam } from '../../storage/checks.ts';
import { listExams, readExam } from '../../storage/exams.ts';
import { listStudents, readStudent } from '../../storage/students.ts';
import { ExamsPage } from './examsPage.tsx';
import { codeState } from './codeWords.ts';
import { basePath } from '../../answerRefusal.ts';
import { readStudentDetails, type StudentDetails } from './readStudentDetails.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { requireSignedIn } from './signedIn.ts';
import { ExamIds, StudentIds } from './studentIds.ts';
import { StudentPage } from './studentPage.tsx';
import { StudentRows, StudentsPage, type StudentSearch } from './studentsPage.tsx';
import {
  studentView,
  type StudentCheck,
  type StudentRow,
  type StudentView,
} from './studentView.ts';

const Query = z.object({
  saved: z.literal('yes').optional().catch(undefined),
  code: z.string().max(20).optional().catch(undefined),
});

const Search = z.object({
  q: z.string().max(200).catch('').default(''),
  status: Status.optional().catch(undefined),
  flagged: z.literal('yes').optional().catch(undefined),
});

/** `sessions=ID,ID`: a page asks for few at a time, and for all when many changed. */
const Sessions = z
  .object({ sessions: z.string().max(2000).default('') })
  .transform(({ sessions }) => sessions.split(',').filter((id) => id !== ''))
  .pipe(z.array(z.uuid()).max(50))
  .catch([]);

export function examRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/staff', { config: { deed: 'read' } }, (_request, reply) =>
    reply.redirect(`${basePath(deps)}staff/exams`, 303),
  );

  app.get('/staff/exams', { config: { deed: 'read' } }, async (request, reply) => {
    const query = z.object({ notice: z.literal('changed').optional().catch(undefined) });
    return sendPage(
      reply,
      ExamsPage({
        ...pageFor(request),
        exams: await listExams(deps.database, requireSignedIn(request).fence),
        now: deps.clock.now(),
        changed: query.parse(request.query).notice === 'changed',
      }),
    );
  });

  app.get('/staff/exams/:exam', { config: { deed: 'read' } }, async (request, reply) => {
    const { exam: id } = ExamIds.parse(request.params);
    const exam = await readExam(deps.database, requireSignedIn(request).fence, id);
    if (exam === undefined) throw new ServerRefusal('not_found');
    const rows = await listStudents(deps.database, requireSignedIn(request).fence, id);
    const students = await viewsOf(id, rows);
    const search = searchOf(request);
    const window = windowOf(rows);
    return sendPage(reply, StudentsPage({ ...pageFor(request), exam, students, window, search }));
  });

  app.get('/staff/exams/:exam/rows', { config: { deed: 'read' } }, async (request, reply) => {
    const { exam } = ExamIds.parse(request.params);
    const students = await freshViews(exam, request);
    const here = `${basePath(deps)}staff/exams/${exam}`;
    const props = { say: staffSay(request), here, students, search: searchOf(request) };
    // Rows stand alone in a document only inside a table.
    const markup = renderToStaticMarkup(StudentRows(props));
    return reply.type('text/html; charset=utf-8').send(`<table>${markup}</table>`);
  });

  app.get(
    '/staff/exams/:exam/students/:session',
    { config: { deed: 'read' } },
    async (request, reply) => {
      const ids = StudentIds.parse(request.params);
      const details = await readStudentDetails(deps, requireSignedIn(request).fence, ids);
      const { saved, code } = Query.parse(request.query);
      const outcome = saved === undefined ? {} : { outcome: { saved: true } as const };
      const reading = readingOf(details, code);
      return sendPage(reply, StudentPage({ ...pageFor(request), details, ...outcome, ...reading }));
    },
  );

  /** A code that may still be used, whole. Only its id stands in the address, and lets nobody go on. */
  function readingOf({ codes, now, row }: StudentDetails, id: string | undefined) {
    const code = codes.find((each) => each.id === id);
    if (code === undefined || codeState(code, now) !== 'unused') return {};
    const { step, expiresAt } = code;
    return { reading: { code: deps.supportKeys.codeOf(row.id, code.id), step, expiresAt } };
  }

  function pageFor(request: FastifyRequest) {
    return { base: basePath(deps), say: staffSay(request), signedIn: requireSignedIn(request) };
  }

  /** Those that the page asks for by their sessions, or all. */
  async function freshViews(exam: string, request: FastifyRequest): Promise<StudentView[]> {
    const { fence } = requireSignedIn(request);
    const sessions = Sessions.parse(request.query);
    if (sessions.length === 0) return viewsOf(exam, await listStudents(deps.database, fence, exam));
    const rows = await Promise.all(sessions.map((id) => readStudent(deps.database, fence, id)));
    const now = deps.clock.now();
    const found = rows.filter((row) => row !== undefined).filter(({ examId }) => examId === exam);
    return Promise.all(
      found.map(async (row) => studentView(row, await listChecks(deps.database, row.id), now)),
    );
  }

  async function viewsOf(exam: string, rows: readonly StudentRow[]): Promise<StudentView[]> {
    const checks = await listChecksOfExam(deps.database, exam);
    const bySession = new Map<string, StudentCheck[]>();
    for (const check of checks) {
      const known = bySession.get(check.sessionId);
      if (known === undefined) bySession.set(check.sessionId, [check]);
      else known.push(check);
    }
    const now = deps.clock.now();
    return rows.map((row) => studentView(row, bySession.get(row.id) ?? [], now));
  }
}

function searchOf(request: FastifyRequest): StudentSearch {
  const { q, status, flagged } = Search.parse(request.query);
  return { text: q, status, flagged: flagged === 'yes' };
}

/** From the first student's start to the last one's end: sessions of one exam may differ. */
function windowOf(rows: readonly StudentRow[]): { start: Date; end: Date } | undefined {
  if (rows.length === 0) return undefined;
  return {
    start: new Date(Math.min(...rows.map(({ windowStart }) => windowStart.getTime()))),
    end: new Date(Math.max(...rows.map(({ windowEnd }) => windowEnd.getTime()))),
  };
}
