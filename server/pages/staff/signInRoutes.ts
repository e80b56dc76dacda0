import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { hashSecret, newSecret } from '../../secrets.ts';
import { findAdministrator } from '../../storage/administrators.ts';
import { addSignIn, removeExpiredSignIns } from '../../storage/signIns.ts';
import { FIRST_ADMINISTRATOR } from './firstAdministrator.ts';
import { basePath } from '../../answerRefusal.ts';
import { safeNext } from './guard.ts';
import { PASSWORD_MOST, passwordFits } from './passwords.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import {
  checkFormToken,
  cookieOptions,
  formTokenOf,
  readSignedIn,
  SIGN_IN_IDLE,
  STAFF_COOKIE,
} from './signedIn.ts';
import { SignInPage, type SignInNotice } from './signInPage.tsx';

/** Ties a sign-in form to the browser that asked for it, so that no other site can send one. */
const FORM_COOKIE = 'invigil_sign_in';

/** Sign-ins tried from one address in a minute; each costs a slow hash. */
const TRIES_A_MINUTE = 20;

const Query = z.object({
  next: z.string().max(500).optional().catch(undefined),
  notice: z.enum(['signedOut', 'changed']).optional().catch(undefined),
});
const Form = z.object({
  name: z.string().max(200).catch(''),
  password: z.string().max(PASSWORD_MOST).catch(''),
  next: z.string().max(500).optional().catch(undefined),
});

export function signInRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/staff/sign-in', async (request, reply) => {
    const { next, notice } = Query.parse(request.query);
    if ((await readSignedIn(deps, request)) !== null) {
      return reply.redirect(safeNext(deps, next), 303);
    }
    return showForm(request, reply, { ...(next === undefined ? {} : { next }), notice });
  });

  const config = { rateLimit: { max: TRIES_A_MINUTE, timeWindow: 60_000 } };
  app.post('/staff/sign-in', { config }, async (request, reply) => {
    const secret = request.cookies[FORM_COOKIE];
    checkFormToken(request.body, secret === undefined ? undefined : formTokenOf(secret));
    const { name, password, next } = Form.parse(request.body);
    const administrator = await findAdministrator(deps.database, name.trim());
    const fits = await passwordFits(administrator?.passwordHash, password);
    if (administrator === undefined || !fits) {
      deps.log.warn({ event: 'sign_in_failed', address: request.ip });
      void reply.code(401);
      return showForm(request, reply, { name, next, notice: 'failed' });
    }
    await signIn(administrator.id, reply);
    deps.log.info({ event: 'signed_in', administrator: administrator.name });
    return reply.redirect(safeNext(deps, next), 303);
  });

  async function signIn(administratorId: string, reply: FastifyReply): Promise<void> {
    const token = newSecret();
    const at = deps.clock.now();
    const expiresAt = at + SIGN_IN_IDLE;
    await removeExpiredSignIns(deps.database, at);
    await addSignIn(deps.database, { hash: hashSecret(token), administratorId, at, expiresAt });
    void reply.setCookie(STAFF_COOKIE, token, cookieOptions(deps));
    void reply.clearCookie(FORM_COOKIE, cookieOptions(deps));
  }

  function showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    form: {
      next?: string | undefined;
      name?: string | undefined;
      notice?: SignInNotice | undefined;
    },
  ): FastifyReply {
    const secret = request.cookies[FORM_COOKIE] ?? newSecret();
    void reply.setCookie(FORM_COOKIE, secret, cookieOptions(deps));
    void reply.header('cache-control', 'no-store');
    return sendPage(
      reply,
      SignInPage({
        base: basePath(deps),
        say: staffSay(request),
        formToken: formTokenOf(secret),
        firstName: FIRST_ADMINISTRATOR,
        next: form.next,
        name: form.name,
        notice: form.notice,
      }),
    );
  }
}
