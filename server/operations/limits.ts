import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { hashSecret } from '../secrets.ts';

/** A person at the desk, with open pages that ask for what changed, several times over. */
const STAFF_A_MINUTE = 600;

/**
 * Routes without a limit of their rate, each with its reason. Every other route has one: a test walks all
 * of them. A limit by address alone would punish a school, whose candidates share one and start at once.
 */
export const UNLIMITED: readonly (readonly [route: RegExp, reason: string])[] = [
  [/^\/assets\//, 'Files of the server itself, kept by the browser.'],
  [/^\/(download|about-lockdown)?$/, 'The same small page for everybody.'],
  [/^\/(healthz|readyz)$/, 'Asked for by whatever watches the server; looked up once a second.'],
  [/^\/(openapi\.json|api-reference)$/, 'The same text for everybody, made once.'],
  [/\/integration\/simple\/:name\//, 'Nothing is read for a call that the LMS has not signed.'],
  [/^\/api\/client\/v1\/redeem$/, 'A ticket is 256 random bits, and all candidates start at once.'],
  [
    /^\/proctorexam\/(exam|check)\/ticket\/$/,
    'Admitted by 256 random bits, like the ticket itself.',
  ],
  [/^\/proctorexam\/page\//, 'The exam’s page and its files: a school opens them at once.'],
  [/^\*$/, 'The answer that there is nothing here.'],
];

/** The staff pages' limit, by the sign-in: set before the limits are, on routes that have none yet. */
export function limitStaffRoutes(app: FastifyInstance): void {
  app.addHook('onRoute', (route: RouteOptions) => {
    if (!route.url.startsWith('/staff') || route.config?.rateLimit !== undefined) return;
    const rateLimit = { max: STAFF_A_MINUTE, timeWindow: 60_000, keyGenerator: signInOf };
    route.config = { ...route.config, rateLimit };
  });
}

/** Before anybody has read the cookie: whatever it says, it is counted as one. */
function signInOf(request: FastifyRequest): string {
  const cookie = /(?:^|;\s*)invigil_staff=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  return cookie === undefined ? request.ip : hashSecret(cookie);
}
