import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { basePath } from '../../answerRefusal.ts';
import type { Deps } from '../../deps.ts';
import { noteSignIn } from '../../people/noteSignIn.ts';
import { openId, type OpenIdPerson } from '../../people/openId.ts';
import { rightsOfClaims } from '../../people/openIdRights.ts';
import type { OpenIdProvider } from '../../people/staffConfig.ts';
import { ServerRefusal } from '../../refusal.ts';
import { keepOpenIdTry, takeOpenIdTry, type OpenIdTry } from '../../storage/openIdTries.ts';
import { keepProviderPerson } from '../../storage/keepProviderPerson.ts';
import { safeNext } from './guard.ts';
import { openSignIn } from './openSignIn.ts';
import { cookieOptions } from './signedIn.ts';

/** Ties the way through the provider to the browser that began it. */
const STATE_COOKIE = 'invigil_provider';
/** Whoever began has this long to come back (milliseconds). */
const COME_BACK_WITHIN = 10 * 60_000;

const Begin = z.object({ next: z.string().max(500).optional().catch(undefined) });
const Back = z.object({ state: z.string().max(500) });

/** The sign-in by the institution's own provider, where one is configured. */
export function providerRoutes(app: FastifyInstance, deps: Deps): void {
  const provider = deps.config.staff?.openId;
  if (provider === undefined) return;
  const client = openId(provider);
  const config = { rateLimit: { max: 60, timeWindow: 60_000 } };
  const backTo = (): string => `${deps.publicUrl()}staff/sign-in/provider/back`;

  app.get('/staff/sign-in/provider', { config }, async (request, reply) => {
    const next = Begin.parse(request.query).next ?? null;
    try {
      const { address, attempt } = await client.begin(backTo());
      const now = deps.clock.now();
      const expiresAt = now + COME_BACK_WITHIN;
      await keepOpenIdTry(deps.database, { ...attempt, next, now, expiresAt });
      void reply.setCookie(STATE_COOKIE, attempt.state, cookieOptions(deps));
      return await reply.header('cache-control', 'no-store').redirect(address, 303);
    } catch (error) {
      return refuse(request, reply, error);
    }
  });

  app.get('/staff/sign-in/provider/back', { config }, async (request, reply) => {
    const attempt = await takeTry(request);
    void reply.clearCookie(STATE_COOKIE, cookieOptions(deps));
    void reply.header('cache-control', 'no-store');
    if (attempt === undefined) throw new ServerRefusal('form_expired');
    let came: OpenIdPerson;
    try {
      const query = new URL(request.url, deps.publicUrl()).search;
      came = await client.finish(new URL(`${backTo()}${query}`), attempt);
    } catch (error) {
      return refuse(request, reply, error);
    }
    return admit(request, reply, came, attempt, provider);
  });

  /** Of two windows, and of another site's link, only what this browser began counts, and once. */
  async function takeTry(request: FastifyRequest): Promise<OpenIdTry | undefined> {
    const back = Back.safeParse(request.query);
    if (!back.success || request.cookies[STATE_COOKIE] !== back.data.state) return undefined;
    return takeOpenIdTry(deps.database, back.data.state, deps.clock.now());
  }

  async function admit(
    request: FastifyRequest,
    reply: FastifyReply,
    came: OpenIdPerson,
    attempt: OpenIdTry,
    { rights, nameClaim }: OpenIdProvider,
  ): Promise<FastifyReply> {
    const given = rightsOfClaims(came.claims, rights);
    const person =
      given === undefined
        ? undefined
        : await keepProviderPerson(deps.database, {
            issuer: came.issuer,
            subject: came.subject,
            name: textOf(came.claims[nameClaim]) ?? came.subject,
            email: textOf(came.claims['email']) ?? null,
            rights: given,
            at: deps.clock.now(),
          });
    const address = request.ip;
    await noteSignIn(deps, { person, way: 'provider', came: person !== undefined, address });
    if (person === undefined) return toSignIn(reply, 'noRights');
    await openSignIn(deps, reply, { staffId: person.id, waitsForCode: false });
    return reply.redirect(safeNext(deps, attempt.next ?? undefined), 303);
  }

  async function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    error: unknown,
  ): Promise<FastifyReply> {
    // What the provider said may hold the name of a person, so only the kind of fault is kept.
    const cause = error instanceof Error ? error.name : 'unknown';
    deps.log.warn({ event: 'provider_failed', cause });
    await noteSignIn(deps, {
      person: undefined,
      way: 'provider',
      came: false,
      address: request.ip,
    });
    return toSignIn(reply, 'providerFailed');
  }

  function toSignIn(reply: FastifyReply, notice: string): FastifyReply {
    return reply.redirect(`${basePath(deps)}staff/sign-in?notice=${notice}`, 303);
  }
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim.trim() !== '' ? claim.trim().slice(0, 200) : undefined;
}
