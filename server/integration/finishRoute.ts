import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { cancelBooking } from '../booking/book.ts';
import type { Deps } from '../deps.ts';
import { ServerRefusal } from '../refusal.ts';
import { closeSession } from '../sessions/closeSession.ts';
import { withSession } from '../sessions/withSession.ts';
import { update, type SessionWork } from '../sessions/work.ts';
import { writeAudit } from '../storage/audit.ts';
import { admitCall } from './admitCall.ts';
import type { Integrations } from './integrations.ts';

/** The body may be empty; launchers send where the candidate goes on, the quiz review for one. */
const Body = z
  .object({
    sessionFinishUrl: z
      .union([
        z.literal(''),
        z
          .url({ protocol: /^https?$/ })
          .max(2550)
          .regex(/^[^\0]*$/),
      ])
      .nullish()
      .transform((url) => (url === '' || url === null ? undefined : url)),
  })
  .nullish();

/**
 * `POST …/sessions/ID/finish/`: the LMS says that the test was handed in. Ends a started session;
 * one that is booked and not begun loses its booking (proctoring-facts §1, "acts as un-booking"), which
 * is a change and answered as one; one that is over, or was never begun, answers `not_changed`.
 */
export function registerFinish(app: FastifyInstance, deps: Deps, known: Integrations): void {
  app.post('/api/v2/integration/simple/:name/sessions/:sessionId/finish/', async (request) => {
    const { integration, session } = await admitCall(request, deps, known);
    const body = Body.safeParse(request.body);
    if (!body.success) {
      const message = 'must be an http or https address of at most 2550 characters';
      const fault = { path: 'sessionFinishUrl', code: 'not_a_url', message };
      throw new ServerRefusal('body_invalid', [fault]);
    }
    const finished = await withSession(deps, session.id, (work) =>
      finish(work, integration.name, body.data?.sessionFinishUrl),
    );
    return { message: finished === true ? 'finished' : 'not_changed' };
  });
}

async function finish(
  work: SessionWork,
  integration: string,
  finishUrl: string | undefined,
): Promise<boolean> {
  const { session, now, db } = work;
  if (finishUrl !== undefined) await update(work, { finishUrl });
  const finished =
    session.status === 'exam_started' && (await closeSession(work, { by: 'lms', at: now }));
  const actor = `integration:${integration}`;
  const unbooked = !finished && (await cancelBooking(work, { actor, isCandidate: false }));
  if (unbooked) return true;
  const action = finished ? 'session_finished' : 'session_finish_not_changed';
  await writeAudit(db, { at: now, actor, action, sessionId: session.id });
  work.visible = true;
  return finished;
}
