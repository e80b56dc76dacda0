import type { FastifyInstance } from 'fastify';
import type { SessionStatusAnswer } from '../../contract/http.ts';
import { integrationStatus, type ExamWindow } from '../../contract/status.ts';
import { bookingSettingsOf, bookingState, startsUntil } from '../booking/bookingState.ts';
import type { Deps } from '../deps.ts';
import { withSession } from '../sessions/withSession.ts';
import { admitCall, type SessionCall } from './admitCall.ts';
import type { Integrations } from './integrations.ts';
import { ServerRefusal } from '../refusal.ts';
import { readAccountExternalId } from '../storage/keepAccount.ts';
import type { SessionRow } from '../storage/schema.ts';

/** `GET …/sessions/ID/status/`: what the LMS asks about a session (proctoring-facts §5.1). */
export function registerStatus(app: FastifyInstance, deps: Deps, known: Integrations): void {
  app.get('/api/v2/integration/simple/:name/sessions/:sessionId/status/', async (request) => {
    const call = await admitCall(request, deps, known);
    return answer(deps, call);
  });
}

async function answer(deps: Deps, { session }: SessionCall): Promise<SessionStatusAnswer> {
  const found = await withSession(deps, session.id, async ({ session: now, now: at, db }) => ({
    accountId: await readAccountExternalId(db, now.accountId),
    sessionId: now.externalId,
    status: integrationStatus(
      now.status,
      startWindow(deps, now),
      at,
      bookingState(now, bookingSettingsOf(deps.config, now.integration), at) === 'none',
    ),
    sessionStart: now.startedAt?.toISOString() ?? null,
    sessionEnd: now.closedAt?.toISOString() ?? null,
  }));
  if (found === undefined) throw new ServerRefusal('session_unknown');
  return found;
}

/** When the session may be begun: around the booked time, or in the window of the exam. */
function startWindow(deps: Deps, session: SessionRow): ExamWindow {
  const { terms, bookedStart, windowStart, windowEnd } = session;
  if (!terms.schedule || bookedStart === null) {
    return { startsAt: windowStart.getTime(), endsAt: windowEnd.getTime() };
  }
  const settings = bookingSettingsOf(deps.config, session.integration);
  return { startsAt: bookedStart.getTime(), endsAt: startsUntil(session, settings) };
}
