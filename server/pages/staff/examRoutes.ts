import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { EndDateNote } from '../../actions/index.ts';
import type { Deps } from '../../deps.ts';
import { countExams, listExams } from '../../storage/exams.ts';
import { ExamsPage } from './examsPage.tsx';
import { basePath } from '../../answerRefusal.ts';
import { readStudentDetails } from './readStudentDetails.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { requireSignedIn } from './signedIn.ts';
import { StudentIds } from './studentIds.ts';
import { StudentPage } from './studentPage.tsx';

const EXAMS_A_PAGE = 50;

const Query = z.object({
  saved: z.literal('yes').optional().catch(undefined),
  note: EndDateNote.optional().catch(undefined),
});

const Listed = z.object({
  notice: z.literal('changed').optional().catch(undefined),
  q: z.string().max(200).catch('').default(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});

export function examRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/staff', { config: { deed: 'read' } }, (_request, reply) =>
    reply.redirect(`${basePath(deps)}staff/exams`, 303),
  );

  app.get('/staff/exams', { config: { deed: 'read' } }, async (request, reply) => {
    const { notice, q, page: wanted } = Listed.parse(request.query);
    const page = pageFor(request);
    const { fence } = page.signedIn;
    const found = await countExams(deps.database, fence, q);
    const pages = Math.max(1, Math.ceil(found / EXAMS_A_PAGE));
    const at = Math.min(wanted, pages);
    const part = { text: q, offset: (at - 1) * EXAMS_A_PAGE, limit: EXAMS_A_PAGE };
    return sendPage(
      reply,
      ExamsPage({
        ...page,
        exams: await listExams(deps.database, fence, part),
        now: deps.clock.now(),
        changed: notice === 'changed',
        search: { text: q, page: at, pages, found },
      }),
    );
  });

  app.get(
    '/staff/exams/:exam/students/:session',
    { config: { deed: 'read' } },
    async (request, reply) => {
      const ids = StudentIds.parse(request.params);
      const details = await readStudentDetails(deps, requireSignedIn(request).fence, ids);
      const { saved, note } = Query.parse(request.query);
      const outcome = saved === undefined ? {} : { outcome: { saved: true, note } as const };
      return sendPage(reply, StudentPage({ ...pageFor(request), details, ...outcome }));
    },
  );

  function pageFor(request: FastifyRequest) {
    return { base: basePath(deps), say: staffSay(request), signedIn: requireSignedIn(request) };
  }
}
