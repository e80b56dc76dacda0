import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { changePassword, findAdministrator } from '../../storage/administrators.ts';
import { removeSignIn } from '../../storage/signIns.ts';
import { basePath } from '../../answerRefusal.ts';
import { PasswordPage, type PasswordFault } from './passwordPage.tsx';
import { hashPassword, PASSWORD_LEAST, PASSWORD_MOST, passwordFits } from './passwords.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { cookieOptions, requireSignedIn, STAFF_COOKIE } from './signedIn.ts';

// Longer than a password may be, so that one that is too long gets told so instead of cut.
const typed = z
  .string()
  .max(10 * PASSWORD_MOST)
  .catch('');
const Form = z.object({ current: typed, next: typed, again: typed });

export function passwordRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/staff/password', { config: { deed: 'own' } }, async (request, reply) => {
    const signedIn = requireSignedIn(request);
    return sendPage(
      reply,
      PasswordPage({ base: basePath(deps), say: staffSay(request), signedIn }),
    );
  });

  const config = { deed: 'own' as const, rateLimit: { max: 20, timeWindow: 60_000 } };
  app.post('/staff/password', { config }, async (request, reply) => {
    const signedIn = requireSignedIn(request);
    const form = Form.parse(request.body);
    const administrator = await findAdministrator(deps.database, signedIn.name);
    const currentFits = await passwordFits(administrator?.passwordHash, form.current);
    const fault = faultOf(form, currentFits);
    if (fault !== undefined) {
      void reply.code(422);
      const say = staffSay(request);
      return sendPage(reply, PasswordPage({ base: basePath(deps), say, signedIn, fault }));
    }
    await changePassword(deps.database, {
      administratorId: signedIn.administratorId,
      passwordHash: await hashPassword(form.next),
      keepSignIn: signedIn.hash,
    });
    deps.log.info({ event: 'password_changed', administrator: signedIn.name });
    return reply.redirect(`${basePath(deps)}staff/exams?notice=changed`, 303);
  });

  app.post('/staff/sign-out', { config: { deed: 'own' } }, async (request, reply) => {
    const signedIn = requireSignedIn(request);
    await removeSignIn(deps.database, signedIn.hash);
    void reply.clearCookie(STAFF_COOKIE, cookieOptions(deps));
    return reply.redirect(`${basePath(deps)}staff/sign-in?notice=signedOut`, 303);
  });
}

function faultOf(form: z.infer<typeof Form>, currentFits: boolean): PasswordFault | undefined {
  if (!currentFits) return 'current';
  const length = Array.from(form.next).length;
  if (length < PASSWORD_LEAST) return 'short';
  if (length > PASSWORD_MOST) return 'long';
  if (form.next === form.current) return 'same';
  return form.next === form.again ? undefined : 'again';
}
