import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { formatDeepLink } from '../../contract/deepLink.ts';
import type { Deps } from '../deps.ts';
import { ServerRefusal } from '../refusal.ts';
import { refuseEntry } from '../sessions/refuseEntry.ts';
import { withSession } from '../sessions/withSession.ts';
import { renewStartPage } from '../storage/startPages.ts';
import { issueTicket } from '../storage/tickets.ts';
import { integrationNamed, type Integrations } from './integrations.ts';

const Params = z.object({ name: z.string() });
const Body = z.object({ renewal: z.string().max(100) });

/**
 * `POST /integration/simple/NAME/ticket/`: an open start page asks for its next ticket. What admits it
 * stands in the page and nowhere else, so no other site can make the candidate's browser ask.
 */
export function registerTicketRenewal(app: FastifyInstance, deps: Deps, known: Integrations): void {
  app.post('/integration/simple/:name/ticket/', async (request, reply) => {
    const integration = integrationNamed(known, Params.parse(request.params).name);
    const body = Body.safeParse(request.body);
    const page = body.success
      ? await renewStartPage(deps.database, body.data.renewal, deps.clock.now())
      : undefined;
    if (page === undefined) throw new ServerRefusal('ticket_unknown');
    const ticket = await withSession(deps, page.sessionId, async (work) => {
      // The page of another integration, or of an institute, has a way of its own.
      if (work.session.integration !== integration.name) throw new ServerRefusal('ticket_unknown');
      await refuseEntry(work);
      return issueTicket(work.db, work.session.id, work.now);
    });
    if (ticket === undefined) throw new ServerRefusal('session_unknown');
    return reply.header('cache-control', 'no-store').send({
      deepLink: formatDeepLink({ server: deps.publicUrl(), ticket: ticket.ticket }),
      expiresAt: new Date(ticket.expiresAt).toISOString(),
    });
  });
}
