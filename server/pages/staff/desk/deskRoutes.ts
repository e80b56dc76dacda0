import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actions, type Action, type ActionName, type Performed } from '../../../actions/index.ts';
import { basePath } from '../../../answerRefusal.ts';
import type { Deps } from '../../../deps.ts';
import { ServerRefusal } from '../../../refusal.ts';
import { withSession } from '../../../sessions/withSession.ts';
import { readExamDesk } from '../../../storage/examDesk.ts';
import { readExam } from '../../../storage/exams.ts';
import { readSuspended } from '../../../storage/suspended.ts';
import { sentenceOf } from '../../reasonWords.ts';
import { sendPage, staffSay } from '../../sendPage.ts';
import { isConfirmed } from '../confirmed.ts';
import { savedQuery } from '../outcome.tsx';
import { readStudentDetails } from '../readStudentDetails.ts';
import { actorOf, requireSignedIn } from '../signedIn.ts';
import { ExamIds, StudentIds } from '../studentIds.ts';
import { StudentPage, type StudentPageProps } from '../studentPage.tsx';
import { DeskFormName, asksTwice, Given, readForm, type Filled } from './deskForm.ts';
import { ExamDesk } from './examDesk.tsx';

const Named = z.object({ action: DeskFormName });

/** What staff do to a session, each after a second question, and the desk of a whole exam. */
export function deskRoutes(app: FastifyInstance, deps: Deps): void {
  const act = { config: { deed: 'act' } } as const;

  app.get('/staff/exams/:exam/desk', act, async (request, reply) => {
    const signedIn = requireSignedIn(request);
    const { exam: id } = ExamIds.parse(request.params);
    const saved = z.object({ saved: z.literal('yes') }).safeParse(request.query).success;
    const exam = await readExam(deps.database, signedIn.fence, id);
    if (exam === undefined) throw new ServerRefusal('not_found');
    const sessions = await readExamDesk(deps.database, signedIn.fence, id);
    const suspended = await readSuspended(deps.database, id);
    const page = { base: basePath(deps), say: staffSay(request), signedIn };
    return sendPage(
      reply,
      ExamDesk({ ...page, exam, sessions, suspended, now: deps.clock.now(), saved }),
    );
  });

  app.post('/staff/exams/:exam/students/:session/desk/:action', act, async (request, reply) => {
    const ids = StudentIds.parse(request.params);
    const named = Named.safeParse(request.params);
    if (!named.success) throw new ServerRefusal('not_found');
    const { action } = named.data;
    const signedIn = requireSignedIn(request);
    // The session must be one of the exam in the address, whatever the form says.
    await readStudentDetails(deps, signedIn.fence, ids);
    const say = staffSay(request);
    const input = readForm(action, request.body, deps.clock.now());
    const given = Given.catch({}).parse(request.body);
    const filled = { action, given };
    if (input === undefined) return refuse(request, reply, 422, say('desk.fault'), filled);
    if (asksTwice(action) && !isConfirmed(request.body)) {
      return show(request, reply, { acting: { action, given }, filled });
    }
    const done = await perform(action, input, ids.session, actorOf(signedIn));
    if (!done.done) {
      const { sentence, wayOut } = sentenceOf(done.reason, say.language);
      return refuse(request, reply, 409, `${sentence} ${wayOut}`, filled);
    }
    const exam = `${basePath(deps)}staff/exams/${ids.exam}`;
    if (given.back === 'desk') return reply.redirect(`${exam}/desk?saved=yes`, 303);
    const here = `${exam}/students/${ids.session}`;
    return reply.redirect(`${here}${savedQuery(done.note)}#desk`, 303);
  });

  async function perform(
    name: ActionName,
    input: unknown,
    session: string,
    actor: string,
  ): Promise<Performed> {
    // Its own schema has read the input.
    const action = actions[name] as Action<unknown>;
    const done = await withSession(deps, session, (work) => action.perform(work, input, actor));
    if (done === undefined) throw new ServerRefusal('not_found');
    return done;
  }

  function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    code: number,
    why: string,
    filled: Filled,
  ) {
    void reply.code(code);
    return show(request, reply, { outcome: { saved: false, why }, filled });
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    part: Pick<StudentPageProps, 'acting' | 'outcome' | 'filled'>,
  ) {
    const signedIn = requireSignedIn(request);
    const details = await readStudentDetails(
      deps,
      signedIn.fence,
      StudentIds.parse(request.params),
    );
    const page = { base: basePath(deps), say: staffSay(request), signedIn, details };
    return sendPage(reply, StudentPage({ ...page, ...part }));
  }
}
