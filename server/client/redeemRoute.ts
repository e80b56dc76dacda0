import { createHmac } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Grant } from '../../contract/grant.ts';
import { Redemption } from '../../contract/http.ts';
import type { Deps } from '../deps.ts';
import { joinSession } from '../groups/joinSession.ts';
import { ServerRefusal } from '../refusal.ts';
import { attempt } from '../sessions/attempt.ts';
import { lapseAdmission } from '../admission/lapseAdmission.ts';
import { makeGrant } from '../sessions/makeGrant.ts';
import { refuseEntry } from '../sessions/refuseEntry.ts';
import { reportBuild } from '../sessions/reportBuild.ts';
import { update, type SessionWork } from '../sessions/work.ts';
import { findAccess, giveAccess } from '../storage/accessTokens.ts';
import { findEventLog } from '../storage/eventLogs.ts';
import type { TicketRow } from '../storage/schema.ts';
import { findTicket, useTicket } from '../storage/tickets.ts';
import { readBody } from './readBody.ts';
import { sendGrant } from './sendGrant.ts';

/** `POST api/client/v1/redeem`: a one-time ticket becomes a grant. */
export function registerRedeem(app: FastifyInstance, deps: Deps): void {
  // No rate limit of its own: a ticket is 256 random bits, and a school shares one address.
  app.post('/api/client/v1/redeem', async (request, reply) => {
    const redemption = readBody(Redemption, request.body);
    const { logKey } = redemption;
    // Before logs were signed; what it would report could be anybody's word.
    if (logKey === undefined) throw new ServerRefusal('app_too_old');
    const ticket = await deps.groups.findTicket(redemption.ticket);
    if (ticket === undefined) throw new ServerRefusal('ticket_unknown');
    const signed = { ...redemption, logKey };
    const outcome = await joinSession(deps, ticket.sessionId, async (work) => {
      const judged = await attempt(() => judge(work, signed));
      return 'refusal' in judged ? judged : { grant: await grant(work, signed, judged.answer) };
    });
    if (outcome === undefined) throw new ServerRefusal('session_unknown');
    if ('refusal' in outcome) throw outcome.refusal;
    return sendGrant(reply, outcome.grant);
  });
}

type Signed = Redemption & { readonly logKey: string };

/**
 * Whether this redemption gets a grant, before anything is written.
 * @returns the ticket; a used one when it is the same redemption again, whose answer was lost
 * @throws ServerRefusal
 */
async function judge(work: SessionWork, redemption: Signed): Promise<TicketRow> {
  const { db, session, now } = work;
  // Read again now that the session is held: two redemptions at once come here one after the other.
  const ticket = await findTicket(db, redemption.ticket);
  if (ticket === undefined) throw new ServerRefusal('ticket_unknown');
  if (ticket.redeemedAt !== null) {
    if (ticket.redemptionId !== redemption.id) throw new ServerRefusal('ticket_used');
    const access = await findAccess(db, accessTokenFor(redemption));
    if (access === undefined || access.replacedAt !== null)
      throw new ServerRefusal('access_replaced');
    // Who knows ticket and id but not the key is not the app that made them.
    if ((await findEventLog(db, { sessionId: session.id, key: redemption.logKey })) === undefined)
      throw new ServerRefusal('ticket_used');
  } else if (now >= ticket.expiresAt.getTime()) throw new ServerRefusal('ticket_expired');
  await refuseEntry(work, undefined, ticket.purpose);
  return ticket;
}

async function grant(work: SessionWork, redemption: Signed, ticket: TicketRow): Promise<Grant> {
  const { db, session, now } = work;
  const token = accessTokenFor(redemption);
  if (ticket.redeemedAt !== null) return makeGrant(work, token);
  const used = { ticket: redemption.ticket, redemptionId: redemption.id, at: now };
  if (!(await useTicket(db, used))) throw new ServerRefusal('ticket_used');
  const { appVersion, platform, logKey, machine = null } = redemption;
  const { purpose } = ticket;
  await giveAccess(db, {
    ...{ token, sessionId: session.id, at: now, logKey },
    ...{ appVersion, platform, purpose, machine },
  });
  await reportBuild(work, redemption);
  await lapseAdmission(work);
  // Whoever redeems is there, and whoever held the session before is told.
  work.visible = true;
  await update(work, { lastSeenAt: new Date(now) });
  return makeGrant(work, token);
}

/**
 * The token that a redemption gets, the same however often it is sent, though the server keeps only
 * its hash: made of two secrets that the app alone holds together, the ticket and its own random id.
 */
function accessTokenFor({ ticket, id }: Redemption): string {
  return createHmac('sha256', ticket).update(`invigil access ${id}`).digest('base64url');
}
