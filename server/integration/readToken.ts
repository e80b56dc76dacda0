import { errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { ServerRefusal } from '../refusal.ts';
import type { KnownIntegration } from './integrations.ts';

/** Claims that are about the token itself and no start parameters. */
const OF_THE_TOKEN: ReadonlySet<string> = new Set(['exp', 'nbf', 'iat', 'jti']);

/**
 * The payload of a start token. Launchers send neither `iat` nor `exp`; where there is one it counts.
 * @throws ServerRefusal
 */
export async function readStartToken(
  token: string,
  integration: KnownIntegration,
  clock: Clock,
): Promise<Record<string, unknown>> {
  const payload = await verify(token, integration, clock, {});
  return Object.fromEntries(Object.entries(payload).filter(([key]) => !OF_THE_TOKEN.has(key)));
}

const JwtHeader = z
  .string()
  .regex(/^JWT [\w-]+\.[\w-]+\.[\w-]+$/)
  .transform((header) => header.slice('JWT '.length));

/**
 * Admits a call to the integration API: `Authorization: JWT <token>`, whose `exp` is a must.
 * @throws ServerRefusal
 */
export async function readApiToken(
  header: string | undefined,
  integration: KnownIntegration,
  clock: Clock,
): Promise<void> {
  if (header === undefined) throw new ServerRefusal('token_missing');
  const token = JwtHeader.safeParse(header);
  if (!token.success) throw new ServerRefusal('token_invalid');
  await verify(token.data, integration, clock, { requiredClaims: ['exp'] });
}

/** HS256 and nothing else, whatever the token's header asks for; compared in constant time. */
async function verify(
  token: string,
  integration: KnownIntegration,
  clock: Clock,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, integration.key, {
      ...options,
      algorithms: ['HS256'],
      currentDate: new Date(clock.now()),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new ServerRefusal('token_expired');
    if (error instanceof errors.JOSEError) throw new ServerRefusal('token_invalid');
    throw error;
  }
}
