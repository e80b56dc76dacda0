import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { PASSWORD_MOST, passwordFits } from '../pages/staff/passwords.ts';
import { ServerRefusal } from '../refusal.ts';
import { findUserByEmail, secretOf, tokenOf } from '../storage/apiUsers.ts';
import { userWire } from './userWire.ts';

const Body = z.object({
  user: z.object({
    email: z.string().max(255),
    password: z.string().max(PASSWORD_MOST),
  }),
});

/** Sign-ins tried from one address in a minute; each costs a slow hash. */
const TRIES_A_MINUTE = 20;

/** `POST /users/sign_in.json`: e-mail address and password become what a client signs its calls with. */
export function registerSignIn(scope: FastifyInstance, deps: Deps): void {
  const config = { rateLimit: { max: TRIES_A_MINUTE, timeWindow: 60_000 } };
  for (const url of ['/users/sign_in.json', '/users/sign_in']) {
    scope.post(url, { config }, async (request, reply) => {
      const body = Body.safeParse(request.body);
      if (!body.success) throw new ServerRefusal('sign_in_failed');
      const { email, password } = body.data.user;
      const user = await findUserByEmail(deps.database, email.trim().toLowerCase());
      const fits = await passwordFits(user?.passwordHash, password);
      if (user === undefined || !fits) {
        deps.log.warn({ event: 'sign_in_failed', address: request.ip });
        throw new ServerRefusal('sign_in_failed');
      }
      deps.log.info({ event: 'api_signed_in', user: user.id });
      return reply.header('cache-control', 'no-store').send({
        ...userWire(user),
        api_token: tokenOf(deps.sealing, user),
        secret_key: secretOf(deps.sealing, user),
      });
    });
  }
}
