import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { hashSecret } from '../secrets.ts';
import { readSession } from '../storage/sessions.ts';
import type { SessionRow } from '../storage/schema.ts';

/**
 * What opens the exam page of one session, for the app that holds the session now and for nobody else:
 * made of its access, so it ends with it. The access itself stands in no address.
 */
export function pageAccess(
  deps: Pick<Deps, 'supportKeys'>,
  sessionId: string,
  accessToken: string,
): string {
  return `${sessionId}.${proofOf(deps, sessionId, hashSecret(accessToken))}`;
}

function proofOf(
  { supportKeys }: Pick<Deps, 'supportKeys'>,
  sessionId: string,
  accessHash: string,
): string {
  // Under a key of this session's own that no other purpose signs such a text with.
  return createHmac('sha256', supportKeys.keyOf(sessionId))
    .update(`exam page ${accessHash}`)
    .digest('base64url');
}

const Access = z
  .string()
  .regex(/^[0-9a-f-]{36}\.[\w-]{43}$/)
  .transform((text) => ({ sessionId: text.slice(0, 36), proof: text.slice(37) }));

/** Before the setup there is nothing to see yet, and after the end nothing more. */
const OPEN = new Set(['in_setup', 'exam_not_started', 'exam_started']);

/** @returns the session, while the access is the valid one and the exam is on */
export async function openByAccess(deps: Deps, access: unknown): Promise<SessionRow | undefined> {
  const parsed = Access.safeParse(access);
  if (!parsed.success || !z.uuid().safeParse(parsed.data.sessionId).success) return undefined;
  const { sessionId, proof } = parsed.data;
  const valid = await deps.database
    .selectFrom('accessTokens')
    .select('hash')
    .where('sessionId', '=', sessionId)
    .where('replacedAt', 'is', null)
    .execute();
  const given = Buffer.from(proof);
  const fits = valid.some(({ hash }) => {
    const wanted = Buffer.from(proofOf(deps, sessionId, hash));
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  });
  const session = fits ? await readSession(deps.database, sessionId) : undefined;
  return session !== undefined && OPEN.has(session.status) ? session : undefined;
}
