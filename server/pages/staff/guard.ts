import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { basePath, wantsPage } from '../../answerRefusal.ts';
import type { Deps } from '../../deps.ts';
import { isWithin } from '../../storage/fence.ts';
import { may } from '../../people/deeds.ts';
import { ServerRefusal } from '../../refusal.ts';
import { checkFormToken, readSignedIn, requireSignedIn } from './signedIn.ts';

/** Ids of ours that stand in an address. */
const Fenced = z.object({ exam: z.uuid().optional(), session: z.uuid().optional() });

/**
 * What every staff address but the sign-in shares: someone is signed in who may do what the route
 * declares, what the address names lies within their accounts, and forms are ours.
 */
export function guardStaff(app: FastifyInstance, deps: Deps): void {
  app.addHook('onRequest', async (request, reply) => {
    request.signedIn = await readSignedIn(deps, request);
    if (request.signedIn === null) return turnAway(deps, request, reply);
    if (request.signedIn.mustChangePassword && !mayComeFirst(request)) {
      return reply.redirect(`${basePath(deps)}staff/password`, 303);
    }
    if (request.signedIn.mustSetUpFactor && !mayComeFirst(request)) {
      return reply.redirect(`${basePath(deps)}staff/second-factor`, 303);
    }
    const { deed } = request.routeOptions.config;
    if (deed === undefined || !may(request.signedIn.role, deed)) {
      throw new ServerRefusal('not_permitted');
    }
    // Names, photos and incidents: not for a shared computer's cache.
    void reply.header('cache-control', 'no-store');
  });
  app.addHook('preHandler', async (request) => {
    const { fence } = requireSignedIn(request);
    const ids = Fenced.safeParse(request.params);
    // What lies outside one's accounts does not exist, and neither does what is no id.
    if (!ids.success || !(await isWithin(deps.database, fence, ids.data))) {
      throw new ServerRefusal('not_found');
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      checkFormToken(request.body, request.signedIn?.formToken);
    }
  });
}

/** A page leads to the sign-in and back; a script, a picture and a form are refused. */
function turnAway(deps: Deps, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!wantsPage(request) || request.method !== 'GET') throw new ServerRefusal('sign_in_needed');
  const next = `${basePath(deps)}${request.url.slice(1)}`;
  return reply.redirect(`${basePath(deps)}staff/sign-in?next=${encodeURIComponent(next)}`, 303);
}

/** Whoever owes a password of their own, or a second factor, may settle that or leave, nothing else. */
const FIRST = ['/staff/password', '/staff/second-factor', '/staff/sign-out'];

function mayComeFirst(request: FastifyRequest): boolean {
  return FIRST.includes(request.routeOptions.url ?? '');
}

/** Where to go after the sign-in: a staff page of this server, whatever the address bar says. */
export function safeNext(deps: Deps, next: unknown): string {
  const home = `${basePath(deps)}staff/exams`;
  if (typeof next !== 'string' || !next.startsWith(`${basePath(deps)}staff/`)) return home;
  const here = new URL(deps.publicUrl());
  const there = URL.canParse(next, here.href) ? new URL(next, here) : here;
  const inside =
    there.origin === here.origin && there.pathname.startsWith(`${basePath(deps)}staff/`);
  return inside ? `${there.pathname}${there.search}` : home;
}
