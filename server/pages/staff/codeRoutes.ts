import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ContestableStep } from '../../../contract/contest.ts';
import { basePath } from '../../answerRefusal.ts';
import type { Deps } from '../../deps.ts';
import { issueCode, takeCodeToShow, withdrawCode } from '../../storage/supportCodes.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import type { Key } from '../words.ts';
import { VALID_MINUTES } from './codeWords.ts';
import { readStudentDetails } from './readStudentDetails.ts';
import { actorOf, requireSignedIn } from './signedIn.ts';
import { StudentIds } from './studentIds.ts';
import { StudentPage, type StudentPageProps } from './studentPage.tsx';

const Wanted = z.object({
  step: ContestableStep,
  minutes: z.coerce.number().refine((minutes) => VALID_MINUTES.some((each) => each === minutes)),
  confirmed: z.literal('yes').optional(),
});

const Withdrawn = z.object({ code: z.string().max(20) });

const CodeIds = z.object({ code: z.string().max(20) });

/**
 * Support codes are made after a second question, shown and withdrawn while unused, and audited by the
 * storage. Only a code's id ever stands in an address, and lets nobody go on.
 */
export function codeRoutes(app: FastifyInstance, deps: Deps): void {
  const PAGE = '/staff/exams/:exam/students/:session';

  app.post(`${PAGE}/support-code`, { config: { deed: 'act' } }, async (request, reply) => {
    const { ids, deed, here } = await deedOf(request);
    const wanted = Wanted.safeParse(request.body);
    if (!wanted.success) return refuse(request, reply, 'code.fault');
    const { step, minutes, confirmed } = wanted.data;
    if (confirmed === undefined) return show(request, reply, { asking: { step, minutes } });
    const issued = await issueCode(deps.database, { ...deed, step, minutes });
    if (issued === 'over' || issued === 'full') return refuse(request, reply, `code.${issued}`);
    deps.changes.publish({ sessionId: ids.session, examId: ids.exam });
    // The form goes on to where the code is shown: a reload shows it once more and makes no other one.
    return reply.redirect(`${here}/show-code/${issued.id}`, 307);
  });

  app.post(`${PAGE}/show-code/:code`, { config: { deed: 'act' } }, async (request, reply) => {
    const { deed } = await deedOf(request);
    const wanted = CodeIds.safeParse(request.params);
    const id = wanted.success ? wanted.data.code : '';
    const code = await takeCodeToShow(deps.database, { ...deed, id });
    if (code === undefined) return refuse(request, reply, 'code.useless');
    const { sessionId, step, expiresAt } = code;
    const reading = { code: deps.supportKeys.codeOf(sessionId, id), step, expiresAt };
    return show(request, reply, { reading });
  });

  app.post(`${PAGE}/withdraw-code`, { config: { deed: 'act' } }, async (request, reply) => {
    const { ids, deed, here } = await deedOf(request);
    const form = Withdrawn.safeParse(request.body);
    const id = form.success ? form.data.code : '';
    if (!(await withdrawCode(deps.database, { ...deed, id }))) {
      return refuse(request, reply, 'code.usedBefore');
    }
    deps.changes.publish({ sessionId: ids.session, examId: ids.exam });
    return reply.redirect(`${here}?saved=yes#support-codes`, 303);
  });

  async function deedOf(request: FastifyRequest) {
    const ids = StudentIds.parse(request.params);
    // The session must be one of the exam in the address, whatever the form says.
    await readStudentDetails(deps, requireSignedIn(request).fence, ids);
    const actor = actorOf(requireSignedIn(request));
    const here = `${basePath(deps)}staff/exams/${ids.exam}/students/${ids.session}`;
    return { ids, here, deed: { sessionId: ids.session, at: deps.clock.now(), actor } };
  }

  function refuse(request: FastifyRequest, reply: FastifyReply, why: Key) {
    void reply.code(422);
    return show(request, reply, { outcome: { saved: false, why: staffSay(request)(why) } });
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    part: Pick<StudentPageProps, 'asking' | 'outcome' | 'reading'>,
  ) {
    const signedIn = requireSignedIn(request);
    const ids = StudentIds.parse(request.params);
    const details = await readStudentDetails(deps, signedIn.fence, ids);
    const page = { base: basePath(deps), say: staffSay(request), signedIn, details };
    return sendPage(reply, StudentPage({ ...page, ...part }));
  }
}
