import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { basePath } from '../../answerRefusal.ts';
import type { Deps } from '../../deps.ts';
import { noteSignIn } from '../../people/noteSignIn.ts';
import { ServerRefusal } from '../../refusal.ts';
import { newSecret } from '../../secrets.ts';
import { findStaff, hasFirstPassword } from '../../storage/staff.ts';
import { forgetTries, hasTriedEnough, noteTry } from '../../storage/signInTries.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { factorCodeRoute } from './factorCodeRoute.ts';
import { FIRST_ADMINISTRATOR } from './firstAdministrator.ts';
import { safeNext } from './guard.ts';
import { openSignIn } from './openSignIn.ts';
import { PASSWORD_MOST, passwordFits } from './passwords.ts';
import { checkFormToken, cookieOptions, formTokenOf, readSignedIn } from './signedIn.ts';
import { providerRoutes } from './providerRoutes.ts';
import { SignInPage, type SignInNotice } from './signInPage.tsx';

/** Ties a sign-in form to the browser that asked for it, so that no other site can send one. */
const FORM_COOKIE = 'invigil_sign_in';

/** Sign-ins tried from one address in a minute; each costs a slow hash. */
export const TRIES_A_MINUTE = 20;
/** Wrong passwords for one name in a quarter of an hour, from wherever they come. */
const TRIES_A_NAME = 30;

const Query = z.object({
  next: z.string().max(500).optional().catch(undefined),
  notice: z
    .enum(['signedOut', 'changed', 'providerFailed', 'noRights'])
    .optional()
    .catch(undefined),
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
    const now = deps.clock.now();
    // The same for a name that nobody has, so that no answer tells which names there are.
    const key = deps.staffKeys.mark(`name:${name.trim().toLowerCase()}`);
    if (await hasTriedEnough(deps.database, { key, now, most: TRIES_A_NAME })) {
      throw new ServerRefusal('too_many_requests');
    }
    const found = await findStaff(deps.database, name.trim());
    const person = found?.disabledAt === null ? found : undefined;
    const fits = await passwordFits(person?.passwordHash ?? undefined, password);
    if (person === undefined || !fits) {
      await noteTry(deps.database, key, now);
      await noteSignIn(deps, { person: found, way: 'password', came: false, address: request.ip });
      void reply.code(401);
      return showForm(request, reply, { name, next, notice: 'failed' });
    }
    await forgetTries(deps.database, key);
    const waitsForCode = person.factorSince !== null;
    await openSignIn(deps, reply, { staffId: person.id, waitsForCode });
    if (waitsForCode) {
      const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
      return reply.redirect(`${basePath(deps)}staff/sign-in/code${query}`, 303);
    }
    await noteSignIn(deps, { person, way: 'password', came: true, address: request.ip });
    void reply.clearCookie(FORM_COOKIE, cookieOptions(deps));
    return reply.redirect(safeNext(deps, next), 303);
  });

  factorCodeRoute(app, deps);
  providerRoutes(app, deps);

  async function showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    form: {
      next?: string | undefined;
      name?: string | undefined;
      notice?: SignInNotice | undefined;
    },
  ): Promise<FastifyReply> {
    const secret = request.cookies[FORM_COOKIE] ?? newSecret();
    void reply.setCookie(FORM_COOKIE, secret, cookieOptions(deps));
    void reply.header('cache-control', 'no-store');
    const isFirst = await hasFirstPassword(deps.database, FIRST_ADMINISTRATOR);
    return sendPage(
      reply,
      SignInPage({
        base: basePath(deps),
        say: staffSay(request),
        formToken: formTokenOf(secret),
        firstName: isFirst ? FIRST_ADMINISTRATOR : undefined,
        provider: deps.config.staff?.openId?.label,
        next: form.next,
        name: form.name,
        notice: form.notice,
      }),
    );
  }
}
