import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { formatDeepLink } from '../../contract/deepLink.ts';
import type { StartAnswer } from '../../contract/http.ts';
import {
  chooseLanguage,
  parseStartParameters,
  type StartParameters,
} from '../../contract/startParameters.ts';
import { basePath, wantsPage } from '../answerRefusal.ts';
import type { Deps } from '../deps.ts';
import { renderStartPage } from '../pages/startPage.tsx';
import { ServerRefusal } from '../refusal.ts';
import { bookingSettingsOf, bookingState } from '../booking/bookingState.ts';
import { bookingView } from '../booking/bookingView.ts';
import type { BookingPageView } from '../pages/bookingPage.tsx';
import { refuseEntry } from '../sessions/refuseEntry.ts';
import type { SessionWork } from '../sessions/work.ts';
import { openStartPage } from '../storage/startPages.ts';
import { issueTicket, type Ticket } from '../storage/tickets.ts';
import { sendBookingPage } from './bookingRoute.ts';
import { integrationNamed, type Integrations, type KnownIntegration } from './integrations.ts';
import { readStartToken } from './readToken.ts';
import { startPageView } from './startPageView.ts';
import { startSession, type Start } from './startSession.ts';

const Params = z.object({ name: z.string() });
/** The longest parameters make a token of about 40 kB; names of processes may be many. */
const Body = z.object({ token: z.string().min(1).max(250_000) });

interface Started {
  readonly work: SessionWork;
  readonly ticket: Ticket;
  readonly renewal: string;
}

interface Booking {
  readonly booking: BookingPageView;
}

/** A candidate in a browser books a time first, and sees the one that is booked until it comes. */
function isBookingFirst({ deps, session, now }: SessionWork): boolean {
  const settings = bookingSettingsOf(deps.config, session.integration);
  const state = bookingState(session, settings, now);
  return session.closedReason === null && state !== 'not_needed' && state !== 'ready';
}

/** `POST /integration/simple/NAME/start/`: the LMS sends the candidate here. */
export function registerStart(app: FastifyInstance, deps: Deps, known: Integrations): void {
  app.post('/integration/simple/:name/start/', async (request, reply) => {
    const integration = integrationNamed(known, Params.parse(request.params).name);
    const start = await readStart(request.body, integration, deps);
    const language = chooseLanguage(start.parameters.language, integration.languages);
    const asPage = wantsPage(request) || request.headers.accept?.includes('json') !== true;
    const started = await startSession(deps, start, async (work): Promise<Started | Booking> => {
      if (asPage && isBookingFirst(work)) {
        const page = await openStartPage(work.db, work.session.id, work.now);
        return { booking: await bookingView(work, { language, page }) };
      }
      await refuseEntry(work, language);
      return {
        work,
        ticket: await issueTicket(work.db, work.session.id, work.now),
        renewal: await openStartPage(work.db, work.session.id, work.now),
      };
    });
    if ('booking' in started) return sendBookingPage(reply, deps, started.booking);
    if (!asPage) return sendJson(reply, deps, started);
    return sendPage(reply, deps, started, { parameters: start.parameters, language });
  });
}

async function readStart(body: unknown, integration: KnownIntegration, deps: Deps): Promise<Start> {
  const form = Body.safeParse(body);
  if (!form.success) throw new ServerRefusal('token_missing');
  const payload = await readStartToken(form.data.token, integration, deps.clock);
  const parsed = parseStartParameters(payload);
  if (!parsed.ok) throw new ServerRefusal('parameters_invalid', parsed.faults);
  const { parameters, notes } = parsed;
  return { integration: integration.name, parameters, notes };
}

function sendPage(
  reply: FastifyReply,
  deps: Deps,
  { work, ticket, renewal }: Started,
  shown: { readonly parameters: StartParameters; readonly language: string },
): FastifyReply {
  const publicUrl = deps.publicUrl();
  const view = startPageView(work, { ...shown, ticket, renewal, publicUrl });
  return reply
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(renderStartPage(view, basePath(deps)));
}

function sendJson(reply: FastifyReply, deps: Deps, { work, ticket }: Started): FastifyReply {
  const answer: StartAnswer = {
    sessionId: work.session.externalId,
    status: work.session.status,
    deepLink: formatDeepLink({ server: deps.publicUrl(), ticket: ticket.ticket }),
    expiresAt: new Date(ticket.expiresAt).toISOString(),
    notes: work.session.notes,
  };
  return reply.header('cache-control', 'no-store').send(answer);
}
