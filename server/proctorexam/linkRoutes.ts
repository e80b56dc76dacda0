import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { formatDeepLink } from '../../contract/deepLink.ts';
import { chooseLanguage } from '../../contract/startParameters.ts';
import { basePath } from '../answerRefusal.ts';
import type { Deps } from '../deps.ts';
import { startPageView } from '../integration/startPageView.ts';
import { renderStartPage } from '../pages/startPage.tsx';
import { ServerRefusal } from '../refusal.ts';
import { refuseEntry } from '../sessions/refuseEntry.ts';
import { withSession } from '../sessions/withSession.ts';
import type { SessionWork } from '../sessions/work.ts';
import { findByToken } from '../storage/apiSessions.ts';
import { findInstitute } from '../storage/institutes.ts';
import { openStartPage, renewStartPage } from '../storage/startPages.ts';
import { issueTicket, type TicketPurpose } from '../storage/tickets.ts';
import { readParameters } from '../storage/sessions.ts';
import { renderCheckPage } from './checkPage.tsx';
import { configOf } from './instituteOf.ts';

const Params = z.object({ token: z.string().regex(/^[0-9a-f]{32}$/) });
const Body = z.object({ renewal: z.string().max(100) });

/** Opened by many students behind one address; tokens are 128 random bits. */
const OPENED_A_MINUTE = 600;

/** The links of the mails: each opens a page that opens the app. */
export function registerLinks(app: FastifyInstance, deps: Deps): void {
  const config = { rateLimit: { max: OPENED_A_MINUTE, timeWindow: 60_000 } };
  for (const purpose of ['exam', 'check'] as const) {
    app.get(`/proctorexam/${purpose}/:token`, { config }, async (request, reply) => {
      const params = Params.safeParse(request.params);
      const row = params.success ? await findByToken(deps.database, params.data.token) : undefined;
      if (row === undefined) throw new ServerRefusal('session_unknown');
      const page = await withSession(deps, row.ourId, (work) => openPage(deps, work, purpose));
      if (page === undefined) throw new ServerRefusal('session_unknown');
      return send(reply, page);
    });
    app.post(`/proctorexam/${purpose}/ticket/`, async (request, reply) => {
      const body = Body.safeParse(request.body);
      const now = deps.clock.now();
      const page = body.success
        ? await renewStartPage(deps.database, body.data.renewal, now)
        : undefined;
      if (page === undefined) throw new ServerRefusal('ticket_unknown');
      const ticket = await withSession(deps, page.sessionId, async (work) => {
        await refuseEntry(work, undefined, purpose);
        return issueTicket(work.db, work.session.id, work.now, purpose);
      });
      if (ticket === undefined) throw new ServerRefusal('session_unknown');
      return reply.header('cache-control', 'no-store').send({
        deepLink: formatDeepLink({ server: deps.publicUrl(), ticket: ticket.ticket }),
        expiresAt: new Date(ticket.expiresAt).toISOString(),
      });
    });
  }
}

async function openPage(deps: Deps, work: SessionWork, purpose: TicketPurpose): Promise<string> {
  const { session, db, now } = work;
  const institute = await findInstitute(db, session.accountId);
  if (institute === undefined) throw new ServerRefusal('session_unknown');
  const language = chooseLanguage(session.terms.language, configOf(deps, institute).languages);
  await refuseEntry(work, language, purpose);
  const view = startPageView(work, {
    parameters: await readParameters(db, session.id),
    ticket: await issueTicket(db, session.id, now, purpose),
    renewal: await openStartPage(db, session.id, now),
    renewalPath: `proctorexam/${purpose}/ticket/`,
    language,
    publicUrl: deps.publicUrl(),
  });
  const base = basePath(deps);
  if (purpose === 'exam') return renderStartPage(view, base);
  const isDone = session.status !== 'registered' && session.status !== 'email_sent';
  return renderCheckPage({ ...view, isDone }, base);
}

function send(reply: FastifyReply, page: string): FastifyReply {
  return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page);
}
