import { SignJWT } from 'jose';

/** How long a call's token counts (seconds): as long as the documents give an LMS's own. */
const TOKEN_LIFE = 30;

/**
 * What a callback is signed with: `exp` and nothing else, under the secret that both sides know. Made at
 * the moment of sending, because a delivery may have waited for hours.
 * @param now milliseconds since the epoch
 */
export function callToken(secret: string, now: number): Promise<string> {
  return new SignJWT({ exp: Math.floor(now / 1000) + TOKEN_LIFE })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode(secret));
}
