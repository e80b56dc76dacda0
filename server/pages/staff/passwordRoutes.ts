import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { ServerRefusal } from '../../refusal.ts';
import { writeAudit } from '../../storage/audit.ts';
import { changePassword, readStaff } from '../../storage/staff.ts';
import { removeSignIn } from '../../storage/signIns.ts';
import { basePath } from '../../answerRefusal.ts';
import { PasswordPage, type PasswordFault } from './passwordPage.tsx';
import { hashPassword, PASSWORD_LEAST, PASSWORD_MOST, passwordFits } from './passwords.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { actorOf, cookieOptions, requireSignedIn, STAFF_COOKIE } from './signedIn.ts';

// Longer than a password may be, so that one that is too long gets told so instead of cut.
const typed = z
  .string()
  .max(10 * PASSWORD_MOST)
  .catch('');
const Form = z.object({ current: typed, next: typed, again: typed });

export function passwordRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/staff/password', { config: { deed: 'own' } }, async (request, reply) => {
    const signedIn = requireSignedIn(request);
    if (signedIn.byProvider) throw new ServerRefusal('not_permitted');
    return sendPage(
      reply,
      PasswordPage({ base: basePath(deps), say: staffSay(request), signedIn }),
    );
  });

  const config = { deed: 'own' as const, rateLimit: { max: 20, timeWindow: 60_000 } };
  app.post('/staff/password', { config }, async (request, reply) => {
    const signedIn = requireSignedIn(request);
    if (signedIn.byProvider) throw new ServerRefusal('not_permitted');
    const form = Form.parse(request.body);
    const person = await readStaff(deps.database, signedIn.staffId);
    const currentFits = await passwordFits(person?.passwordHash ?? undefined, form.current);
    const fault = faultOf(form, currentFits);
    if (fault !== undefined) {
      void reply.code(422);
      const say = staffSay(request);
      return sendPage(reply, PasswordPage({ base: basePath(deps), say, signedIn, fault }));
    }
    await changePassword(deps.database, {
      staffId: signedIn.staffId,
      passwordHash: await hashPassword(form.next),
      keepSignIn: signedIn.hash,
    });
    deps.log.info({ event: 'password_changed', staff: signedIn.name });
    await writeAudit(deps.database, {
      at: deps.clock.now(),
      actor: actorOf(signedIn),
      action: 'password_changed',
      staffId: signedIn.staffId,
    });
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
