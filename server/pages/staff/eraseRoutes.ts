import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { basePath } from '../../answerRefusal.ts';
import type { Deps } from '../../deps.ts';
import { eraseCandidate } from '../../retention/erase.ts';
import { listOfCandidate } from '../../storage/retention.ts';
import { readSession } from '../../storage/sessions.ts';
import { ServerRefusal } from '../../refusal.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { ErasePage } from './erasePage.tsx';
import { readStudentDetails } from './readStudentDetails.ts';
import { actorOf, requireSignedIn } from './signedIn.ts';
import { StudentIds } from './studentIds.ts';

/** A candidate's own wish to be forgotten: asked once more, done for all their sessions, and audited. */
export function eraseRoutes(app: FastifyInstance, deps: Deps): void {
  const path = '/staff/exams/:exam/students/:session/erase';
  const options = { config: { deed: 'administer' } } as const;

  app.get(path, options, async (request, reply) => show(request, reply));

  app.post(path, options, async (request, reply) => {
    const { here, candidateId } = await candidateOf(request);
    const actor = actorOf(requireSignedIn(request));
    if (await eraseCandidate(deps, candidateId, actor)) {
      return reply.redirect(`${here}?saved=yes`, 303);
    }
    void reply.code(409);
    return show(request, reply);
  });

  async function candidateOf(request: FastifyRequest) {
    const ids = StudentIds.parse(request.params);
    // Within the fence, and of the exam in the address.
    const { student } = await readStudentDetails(deps, requireSignedIn(request).fence, ids);
    const session = await readSession(deps.database, ids.session);
    if (session === undefined) throw new ServerRefusal('not_found');
    const here = `${basePath(deps)}staff/exams/${ids.exam}/students/${ids.session}`;
    return { here, candidateId: session.candidateId, student };
  }

  async function show(request: FastifyRequest, reply: FastifyReply) {
    const { here, candidateId, student } = await candidateOf(request);
    const now = new Date(deps.clock.now());
    const sessions = await listOfCandidate(deps.database, candidateId, now);
    return sendPage(
      reply,
      ErasePage({
        base: basePath(deps),
        say: staffSay(request),
        signedIn: requireSignedIn(request),
        ...{ here, name: student.name },
        isRunning: sessions.some(({ isOver }) => !isOver),
      }),
    );
  }
}
