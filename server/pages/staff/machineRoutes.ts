import type { FastifyInstance } from 'fastify';
import { formatDeepLink } from '../../../contract/deepLink.ts';
import { basePath } from '../../answerRefusal.ts';
import type { Deps } from '../../deps.ts';
import { ServerRefusal } from '../../refusal.ts';
import { refuseEntry } from '../../sessions/refuseEntry.ts';
import { withSession } from '../../sessions/withSession.ts';
import { writeAudit } from '../../storage/audit.ts';
import { issueTicket } from '../../storage/tickets.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { readStudentDetails } from './readStudentDetails.ts';
import { sentenceOf } from '../reasonWords.ts';
import { actorOf, requireSignedIn } from './signedIn.ts';
import { StudentIds } from './studentIds.ts';
import { StudentPage } from './studentPage.tsx';

/**
 * A new start link for a session, to be opened on another computer. The app that held it is fenced when
 * the link is opened, not before: until then the candidate has the exam that they have.
 */
export function machineRoutes(app: FastifyInstance, deps: Deps): void {
  const config = { deed: 'act' as const };
  app.post(
    '/staff/exams/:exam/students/:session/start-link',
    { config },
    async (request, reply) => {
      const ids = StudentIds.parse(request.params);
      const signedIn = requireSignedIn(request);
      const page = { base: basePath(deps), say: staffSay(request), signedIn };
      // The session must be one of the exam in the address.
      await readStudentDetails(deps, signedIn.fence, ids);
      try {
        const ticket = await withSession(deps, ids.session, async (work) => {
          await refuseEntry(work);
          await writeAudit(work.db, {
            ...{ at: work.now, actor: actorOf(signedIn), sessionId: ids.session },
            action: 'start_link_given',
          });
          work.visible = true;
          return issueTicket(work.db, ids.session, work.now);
        });
        if (ticket === undefined) throw new ServerRefusal('not_found');
        const link = formatDeepLink({ server: deps.publicUrl(), ticket: ticket.ticket });
        const details = await readStudentDetails(deps, signedIn.fence, ids);
        const startLink = { link, expiresAt: new Date(ticket.expiresAt) };
        return await sendPage(reply, StudentPage({ ...page, details, startLink }));
      } catch (error) {
        if (!(error instanceof ServerRefusal) || error.reason === 'not_found') throw error;
        void reply.code(422);
        const why = sentenceOf(error.reason, page.say.language).sentence;
        const details = await readStudentDetails(deps, signedIn.fence, ids);
        return sendPage(reply, StudentPage({ ...page, details, outcome: { saved: false, why } }));
      }
    },
  );
}
