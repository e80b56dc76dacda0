import type { FastifyInstance } from 'fastify';
import { Heartbeat, type HeartbeatAnswer } from '../../contract/http.ts';
import type { Deps } from '../deps.ts';
import { joinSession } from '../groups/joinSession.ts';
import { ServerRefusal } from '../refusal.ts';
import { momentOf } from '../sessions/momentOf.ts';
import { moveStatus } from '../sessions/moveStatus.ts';
import { reopenSession } from '../sessions/reopenSession.ts';
import { sessionState } from '../sessions/sessionState.ts';
import { update, type SessionWork } from '../sessions/work.ts';
import { addPresence } from '../storage/presence.ts';
import { admitApp } from './authenticate.ts';
import { rateOf } from './rates.ts';
import { readBody } from './readBody.ts';

/** A heartbeat older than this was queued (milliseconds): it proves the past and says nothing of now. */
const QUEUED = 60_000;

/**
 * `POST api/client/v1/heartbeat`: the app is there. Needs no id in the database: the same moment told
 * twice is the same presence.
 */
export function registerHeartbeat(app: FastifyInstance, deps: Deps): void {
  app.post('/api/client/v1/heartbeat', rateOf('heartbeat'), async (request) => {
    const { sessionId } = await admitApp(request, deps);
    const heartbeat = readBody(Heartbeat, request.body);
    const answer = await joinSession(deps, sessionId, (work) => hear(work, heartbeat));
    if (answer === undefined) throw new ServerRefusal('session_unknown');
    return answer;
  });
}

async function hear(work: SessionWork, heartbeat: Heartbeat): Promise<HeartbeatAnswer> {
  const { now, session, db } = work;
  const at = momentOf(work, heartbeat.at);
  await addPresence(db, { sessionId: session.id, span: { since: at, until: at } });
  await reopenSession(work);
  const isNow = now - at < QUEUED;
  if (isNow && heartbeat.stage === 'setup' && session.status === 'exam_not_started') {
    await moveStatus(work, { status: 'in_setup', at, cause: 'return' });
  }
  if (work.session.lastStage !== heartbeat.stage) work.visible = true;
  await update(work, {
    lastSeenAt: new Date(now),
    ...(isNow ? { lastStage: heartbeat.stage, unsent: heartbeat.unsent } : {}),
  });
  return { state: sessionState(work) };
}
