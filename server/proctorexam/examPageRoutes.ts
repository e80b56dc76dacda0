import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { chooseLanguage } from '../../contract/startParameters.ts';
import { basePath } from '../answerRefusal.ts';
import type { Deps } from '../deps.ts';
import { mailLanguage } from '../mail/renderMail.tsx';
import { renderDocument } from '../pages/document.tsx';
import { ServerRefusal } from '../refusal.ts';
import { listDocuments } from '../storage/apiDocuments.ts';
import { examOf } from '../storage/apiExams.ts';
import { findApiSession } from '../storage/apiSessions.ts';
import { ExamPage } from './examPage.tsx';
import { EXAM_PAGE } from './keepStudents.ts';
import { instituteOf } from './instituteOf.ts';
import { openByAccess } from './pageAccess.ts';

const Query = z.object({ access: z.string().max(200) });
const Params = z.object({ id: z.coerce.number().int().positive() });

/** The exam page of an exam that has none of its own, for the app in the exam alone. */
export function registerExamPage(app: FastifyInstance, deps: Deps): void {
  app.get(`/${EXAM_PAGE}`, async (request, reply) => {
    const { student, exam, access } = await admitted(request);
    const { institute, config } = await instituteOf(deps, deps.database, exam.instituteId);
    const { fields } = exam;
    const wished = fields.exam_language ?? institute.settings.default_language ?? undefined;
    const { individualInfo, isIndividualInfoHtml: isHtml } = student;
    const page = ExamPage({
      base: basePath(deps),
      view: {
        language: mailLanguage(chooseLanguage(wished, config.languages)),
        exam: fields.name,
        institution: institute.name,
        instructions: [fields.restrictions, fields.terms].filter(
          (text) => (text ?? '') !== '',
        ) as string[],
        individualInfo:
          individualInfo === null || individualInfo === ''
            ? undefined
            : { text: individualInfo, isHtml },
        documents: await listDocuments(deps.database, exam.id),
        fileUrl: (id) =>
          `${basePath(deps)}${EXAM_PAGE}files/${String(id)}?${new URLSearchParams({ access }).toString()}`,
      },
    });
    return reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(renderDocument(page));
  });

  app.get(`/${EXAM_PAGE}files/:id`, async (request, reply) => {
    const { exam } = await admitted(request);
    const params = Params.safeParse(request.params);
    const files = await listDocuments(deps.database, exam.id, 'attachment');
    const wanted = files.find(({ id }) => params.success && id === params.data.id);
    const file = wanted?.file ?? undefined;
    if (wanted === undefined || file === undefined) throw new ServerRefusal('not_found');
    const bytes = await deps.evidence.read(file);
    return reply
      .headers({
        'cache-control': 'no-store',
        'content-type': wanted.contentType,
        'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(wanted.name)}`,
        // Nothing inside a document of somebody's is to run or to reach out.
        'content-security-policy':
          "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'",
      })
      .send(Buffer.from(bytes));
  });

  async function admitted(request: FastifyRequest) {
    const query = Query.safeParse(request.query);
    const access = query.success ? query.data.access : '';
    const session = await openByAccess(deps, access);
    const student =
      session === undefined ? undefined : await findApiSession(deps.database, session.id);
    if (student === undefined) throw new ServerRefusal('access_denied');
    return { student, access, exam: await examOf(deps.database, student.examId, deps.clock.now()) };
  }
}
