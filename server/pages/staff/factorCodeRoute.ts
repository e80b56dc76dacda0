import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { basePath } from '../../answerRefusal.ts';
import type { Deps } from '../../deps.ts';
import { takeCode } from '../../people/checkCode.ts';
import { noteSignIn } from '../../people/noteSignIn.ts';
import { ServerRefusal } from '../../refusal.ts';
import { readStaff } from '../../storage/staff.ts';
import { removeSignIn } from '../../storage/signIns.ts';
import { forgetTries, hasTriedEnough, noteTry } from '../../storage/signInTries.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { FactorCodePage } from './factorCodePage.tsx';
import { safeNext } from './guard.ts';
import { openSignIn } from './openSignIn.ts';
import { checkFormToken, readWaiting } from './signedIn.ts';

const next = z.string().max(500).optional().catch(undefined);
const Query = z.object({ next });
const Form = z.object({ code: z.string().max(40).catch(''), next });

/** Wrong codes of one person in a quarter of an hour: of a million codes three are right at a time. */
const TRIES_A_PERSON = 10;

/** The second step of the sign-in: the code of the authenticator app, or a recovery code. */
export function factorCodeRoute(app: FastifyInstance, deps: Deps): void {
  app.get('/staff/sign-in/code', async (request, reply) => {
    const waiting = await readWaiting(deps, request);
    if (waiting === null) return toSignIn(reply);
    return show(request, reply, waiting.formToken, { next: Query.parse(request.query).next });
  });

  const config = { rateLimit: { max: 20, timeWindow: 60_000 } };
  app.post('/staff/sign-in/code', { config }, async (request, reply) => {
    const waiting = await readWaiting(deps, request);
    const person = waiting === null ? undefined : await readStaff(deps.database, waiting.staffId);
    if (waiting === null || person === undefined) return toSignIn(reply);
    checkFormToken(request.body, waiting.formToken);
    const form = Form.parse(request.body);
    const now = deps.clock.now();
    const key = deps.staffKeys.mark(`code:${person.id}`);
    if (await hasTriedEnough(deps.database, { key, now, most: TRIES_A_PERSON })) {
      throw new ServerRefusal('too_many_requests');
    }
    const came = await takeCode(deps, person, form.code);
    await noteSignIn(deps, { person, way: 'code', came, address: request.ip });
    if (!came) {
      await noteTry(deps.database, key, now);
      void reply.code(401);
      return show(request, reply, waiting.formToken, { next: form.next, failed: true });
    }
    await forgetTries(deps.database, key);
    await removeSignIn(deps.database, waiting.hash);
    await openSignIn(deps, reply, { staffId: person.id, waitsForCode: false });
    return reply.redirect(safeNext(deps, form.next), 303);
  });

  function toSignIn(reply: FastifyReply): FastifyReply {
    return reply.redirect(`${basePath(deps)}staff/sign-in`, 303);
  }

  function show(
    request: FastifyRequest,
    reply: FastifyReply,
    formToken: string,
    form: { readonly next: string | undefined; readonly failed?: boolean },
  ): FastifyReply {
    void reply.header('cache-control', 'no-store');
    const page = { base: basePath(deps), say: staffSay(request), formToken };
    return sendPage(
      reply,
      FactorCodePage({ ...page, next: form.next, failed: form.failed === true }),
    );
  }
}
