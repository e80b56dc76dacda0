import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ClientEvent, EventBatch, type EventsAnswer } from '../../contract/http.ts';
import type { Deps } from '../deps.ts';
import { joinSession } from '../groups/joinSession.ts';
import { ServerRefusal } from '../refusal.ts';
import { extendLog, type LogRefusal } from '../sessions/extendLog.ts';
import { keepEvents } from '../sessions/keepEvents.ts';
import { keepUnkept } from '../sessions/keepUnkept.ts';
import { sessionState } from '../sessions/sessionState.ts';
import { withSession } from '../sessions/withSession.ts';
import { admitLate, type AppAccess } from './authenticate.ts';
import { rateOf } from './rates.ts';
import { faultsOf, readBody } from './readBody.ts';

/** 200 events of at most 50 pieces of evidence each. */
const BODY_LIMIT = 4 * 1024 * 1024;

/** A longer batch is done alone: those that it would share a transaction with would wait for its end. */
const MOST_TOGETHER = 8;

type Refused = EventsAnswer['refused'];

/**
 * `POST api/client/v1/events`: what an app reports. The batch is taken when it is signed and continues
 * the app's log; then a bad event holds up none of the others.
 */
export function registerEvents(app: FastifyInstance, deps: Deps): void {
  const options = { ...rateOf('events'), bodyLimit: BODY_LIMIT };
  app.post('/api/client/v1/events', options, async (request): Promise<EventsAnswer> => {
    const access = await admitLate(request, deps);
    const batch = readBody(EventBatch, request.body);
    const { events, refused } = parseEach(batch.events);
    const inTime = events.filter((event) => isInTime(event, access, refused));
    const begin = batch.events.length > MOST_TOGETHER ? withSession : joinSession;
    const answer = await begin(deps, access.sessionId, async (work) => {
      const sent = AsSent.parse(request.body).events;
      const refusal = await extendLog(work, batch.log, sent);
      // Thrown only once the incident is safe in the database.
      if (refusal !== undefined) return { refusal };
      const kept = await keepEvents(work, inTime, access.replacedAt === undefined);
      const { accepted } = kept;
      await keepUnkept(work, batch.log, { sent, events: inTime, accepted });
      const all = [...refused, ...kept.refused];
      return { taken: { accepted, refused: all, state: sessionState(work) } };
    });
    if (answer === undefined) throw new ServerRefusal('session_unknown');
    if (answer.refusal !== undefined) throw refusedLog(answer.refusal);
    return answer.taken;
  });
}

/** The events before anything was replaced in them: hashed is what was sent. */
const AsSent = z.object({ events: z.array(z.unknown()) });

function refusedLog({ reason, held, why }: LogRefusal): ServerRefusal {
  const message =
    why?.kind === 'gap'
      ? `records ${why.from} to ${why.to} are missing`
      : why?.kind === 'fork'
        ? `another record ${why.number} is held`
        : 'see the reason';
  const faults = [{ path: 'log', code: reason, message }];
  return new ServerRefusal(reason, faults, held === undefined ? {} : { held });
}

const Identified = z.object({ id: z.string().max(100) });

function parseEach(raw: readonly unknown[]): { events: ClientEvent[]; refused: Refused } {
  const events: ClientEvent[] = [];
  const refused: Refused = [];
  raw.forEach((each, index) => {
    const parsed = ClientEvent.safeParse(each);
    if (parsed.success) {
      events.push(parsed.data);
      return;
    }
    // Without an id of its own the event is named by its place in the batch.
    const id = Identified.safeParse(each).data?.id ?? `#${String(index)}`;
    refused.push({ id, error: 'body_invalid', faults: faultsOf(parsed.error) });
  });
  return { events, refused };
}

/** An app that was replaced delivers what it saw until then, and no more. */
function isInTime(event: ClientEvent, { replacedAt }: AppAccess, refused: Refused): boolean {
  if (replacedAt === undefined || Date.parse(event.at) <= replacedAt) return true;
  refused.push({ id: event.id, error: 'access_replaced', faults: [] });
  return false;
}
