import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Reason } from '../../contract/reasons.ts';
import { chooseLanguage } from '../../contract/startParameters.ts';
import { basePath } from '../answerRefusal.ts';
import { book, cancelBooking } from '../booking/book.ts';
import { TimeZone } from '../booking/bookingSettings.ts';
import { bookingView } from '../booking/bookingView.ts';
import type { Deps } from '../deps.ts';
import { renderBookingPage, type BookingPageView } from '../pages/bookingPage.tsx';
import { ServerRefusal } from '../refusal.ts';
import { refuseEntry } from '../sessions/refuseEntry.ts';
import { withSession } from '../sessions/withSession.ts';
import type { SessionWork } from '../sessions/work.ts';
import { renewStartPage } from '../storage/startPages.ts';
import { readParameters } from '../storage/sessions.ts';
import { integrationNamed, type Integrations } from './integrations.ts';

const Params = z.object({ name: z.string() });

const Moment = z.iso.datetime().transform((moment) => Date.parse(moment));

/** The page's one form: which of its buttons was pressed, and the zone that was chosen. */
const Form = z.object({
  page: z.string().max(100),
  zone: TimeZone.optional().catch(undefined),
  slot: Moment.optional(),
  from: Moment.optional().catch(undefined),
  deed: z.enum(['cancel', 'zone', 'first']).optional(),
});
type Form = z.infer<typeof Form>;

/**
 * `POST /integration/simple/NAME/booking/`: the booking page of a candidate whom the LMS sent here. What
 * admits it stands in the page and nowhere else.
 */
export function registerBooking(app: FastifyInstance, deps: Deps, known: Integrations): void {
  app.post('/integration/simple/:name/booking/', async (request, reply) => {
    const integration = integrationNamed(known, Params.parse(request.params).name);
    const parsed = Form.safeParse(request.body);
    if (!parsed.success) throw new ServerRefusal('body_invalid');
    const form = parsed.data;
    const page = await renewStartPage(deps.database, form.page, deps.clock.now());
    if (page === undefined) throw new ServerRefusal('ticket_unknown');
    const done = await withSession(deps, page.sessionId, async (work) => {
      if (work.session.integration !== integration.name) throw new ServerRefusal('ticket_unknown');
      const language = chooseLanguage(work.session.terms.language, integration.languages);
      await refuseOver(work, language);
      const refusal = await attempt(() => act(work, form));
      const asked = { language, page: form.page, timeZone: form.zone, from: form.from };
      const isCancelled = form.deed === 'cancel' && refusal === undefined;
      return { view: await bookingView(work, { ...asked, isCancelled, refusal }), refusal };
    });
    if (done === undefined) throw new ServerRefusal('session_unknown');
    const { view, refusal } = done;
    if (refusal !== undefined) void reply.code(new ServerRefusal(refusal).status);
    return sendBookingPage(reply, deps, view);
  });
}

async function act(work: SessionWork, { deed, slot }: Form): Promise<void> {
  if (deed === 'cancel') {
    const { userId } = await readParameters(work.db, work.session.id);
    const actor = `candidate:${userId}`;
    await cancelBooking(work, { actor, isCandidate: true });
  } else if (slot !== undefined) {
    await book(work, slot);
  }
}

/** What is over, or runs, or needs no booking, is no matter of this page. @throws ServerRefusal */
async function refuseOver(work: SessionWork, language: string): Promise<void> {
  const { closedReason, status, terms } = work.session;
  if (closedReason !== null) await refuseEntry(work, language);
  if (status === 'exam_started' || !terms.schedule) throw new ServerRefusal('ticket_used');
}

async function attempt(deed: () => Promise<void>): Promise<Reason | undefined> {
  try {
    await deed();
    return undefined;
  } catch (error) {
    if (error instanceof ServerRefusal) return error.reason;
    throw error;
  }
}

export function sendBookingPage(
  reply: FastifyReply,
  deps: Deps,
  view: BookingPageView,
): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(renderBookingPage(view, basePath(deps)));
}
