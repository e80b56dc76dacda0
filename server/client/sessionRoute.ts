import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { ServerRefusal } from '../refusal.ts';
import { lapseAdmission } from '../admission/lapseAdmission.ts';
import { makeGrant } from '../sessions/makeGrant.ts';
import { refuseEntry } from '../sessions/refuseEntry.ts';
import { withSession } from '../sessions/withSession.ts';
import { admitApp } from './authenticate.ts';
import { rateOf } from './rates.ts';
import { sendGrant } from './sendGrant.ts';

/**
 * `GET api/client/v1/session`: the grant as things stand now, with the same token. "Continue" in the
 * app begins here; refused like a start when the session may not be entered.
 */
export function registerSession(app: FastifyInstance, deps: Deps): void {
  app.get('/api/client/v1/session', rateOf('session'), async (request, reply) => {
    const { sessionId, token, purpose } = await admitApp(request, deps);
    const grant = await withSession(deps, sessionId, async (work) => {
      await refuseEntry(work, undefined, purpose);
      await lapseAdmission(work);
      return makeGrant(work, token);
    });
    if (grant === undefined) throw new ServerRefusal('session_unknown');
    return sendGrant(reply, grant);
  });
}
