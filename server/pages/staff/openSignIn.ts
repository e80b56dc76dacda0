import type { FastifyReply } from 'fastify';
import type { Deps } from '../../deps.ts';
import { hashSecret, newSecret } from '../../secrets.ts';
import { addSignIn, removeExpiredSignIns } from '../../storage/signIns.ts';
import { cookieOptions, SIGN_IN_IDLE, STAFF_COOKIE } from './signedIn.ts';

/** Whoever knows the password has this long to give the code (milliseconds). */
const CODE_WAIT = 5 * 60_000;

/** Opens a sign-in under a token that nobody has seen before. */
export async function openSignIn(
  deps: Deps,
  reply: FastifyReply,
  person: { readonly staffId: string; readonly waitsForCode: boolean },
): Promise<void> {
  const token = newSecret();
  const at = deps.clock.now();
  const expiresAt = at + (person.waitsForCode ? CODE_WAIT : SIGN_IN_IDLE);
  await removeExpiredSignIns(deps.database, at);
  await addSignIn(deps.database, { hash: hashSecret(token), ...person, at, expiresAt });
  void reply.setCookie(STAFF_COOKIE, token, cookieOptions(deps));
}
