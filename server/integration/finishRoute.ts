import type { FastifyInstance } from 'fastify';
import { cancelBooking } from '../booking/book.ts';
import type { Deps } from '../deps.ts';
import { ServerRefusal } from '../refusal.ts';
import { closeSession } from '../sessions/closeSession.ts';
import { withSession } from '../sessions/withSession.ts';
import { update, type SessionWork } from '../sessions/work.ts';
import { writeAudit } from '../storage/audit.ts';
import { admitCall } from './admitCall.ts';
import { readFinishBody, type FinishBody } from './finishBody.ts';
import type { Integrations } from './integrations.ts';

/**
 * `POST …/sessions/ID/finish/`: the LMS says that the test was handed in. Ends a started session;
 * one that is booked and not begun loses its booking (proctoring-facts §1, "acts as un-booking"), which
 * is a change and answered as one; one that is over, or was never begun, answers `not_changed`.
 * An address that cannot be taken is left out and audited: launchers do not try again, and nobody
 * would see why the session stays open (wire-facts, finish).
 */
export function registerFinish(app: FastifyInstance, deps: Deps, known: Integrations): void {
  app.post('/api/v2/integration/simple/:name/sessions/:sessionId/finish/', async (request) => {
    const { integration, session } = await admitCall(request, deps, known);
    const body = readFinishBody(request.body);
    if (body === undefined) throw new ServerRefusal('body_invalid');
    const finished = await withSession(deps, session.id, (work) =>
      finish(work, integration.name, body),
    );
    return { message: finished === true ? 'finished' : 'not_changed' };
  });
}

async function finish(
  work: SessionWork,
  integration: string,
  { finishUrl, leftOut }: FinishBody,
): Promise<boolean> {
  const { session, now, db } = work;
  const actor = `integration:${integration}`;
  const entry = { at: now, actor, sessionId: session.id };
  if (finishUrl !== undefined) await update(work, { finishUrl });
  if (leftOut !== undefined) {
    const after = { sessionFinishUrl: leftOut };
    await writeAudit(db, { ...entry, action: 'finish_address_left_out', after });
  }
  const finished =
    session.status === 'exam_started' && (await closeSession(work, { by: 'lms', at: now }));
  const unbooked = !finished && (await cancelBooking(work, { actor, isCandidate: false }));
  if (unbooked) return true;
  const action = finished ? 'session_finished' : 'session_finish_not_changed';
  await writeAudit(db, { ...entry, action });
  work.visible = true;
  return finished;
}
