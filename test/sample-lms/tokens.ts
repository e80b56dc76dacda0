import { createHash, randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { StartParameters } from './state.ts';

/** Life of a token on a server-to-server call, in seconds (measured: exp = now + 30 s). */
const CALL_SECONDS = 30;

const keyOf = (secret: string): Uint8Array => new TextEncoder().encode(secret);

/** The start token: the flat parameters are the whole payload, with neither `iat` nor `exp`. */
export function signStart(parameters: StartParameters, secret: string): Promise<string> {
  return new SignJWT({ ...parameters })
    .setProtectedHeader({ typ: 'JWT', alg: 'HS256' })
    .sign(keyOf(secret));
}

/** Token of a call to the proctoring server: only `exp`. `now` is epoch ms. */
export function signCall(secret: string, now: number = Date.now()): Promise<string> {
  return new SignJWT({ exp: Math.floor(now / 1000) + CALL_SECONDS })
    .setProtectedHeader({ typ: 'JWT', alg: 'HS256' })
    .sign(keyOf(secret));
}

/** Null when the header is `JWT <HS256 token whose exp lies after now>`, else the reason. */
export async function refusalOfCall(
  authorization: string | undefined,
  secret: string,
  now: Date = new Date(),
): Promise<string | null> {
  const token = /^JWT (\S+)$/.exec(authorization ?? '')?.[1];
  if (token === undefined) return 'no "Authorization: JWT …" header';
  try {
    await jwtVerify(token, keyOf(secret), {
      algorithms: ['HS256'],
      requiredClaims: ['exp'],
      currentDate: now,
    });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The sign-in token in a `sessionUrl`: the same for every use, so the link works more than once. */
export function entryToken(sessionId: string): string {
  return createHash('sha256').update(`sample-lms entry ${sessionId}`).digest('hex').slice(0, 32);
}

/** An unguessable word for cookies and form keys. */
export const randomWord = (): string => randomBytes(16).toString('hex');
