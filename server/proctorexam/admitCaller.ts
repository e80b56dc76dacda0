import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { ServerRefusal } from '../refusal.ts';
import { useNonce } from '../storage/apiNonces.ts';
import { findUserByToken, secretOf, type ApiUser } from '../storage/apiUsers.ts';
import { readFields } from './readFields.ts';
import { paramsOf } from './readParams.ts';
import { signatureFits, type Params } from './signature.ts';

/** The one version there is. */
const VERSION = 'application/vnd.procwise.v3';

/**
 * How far a caller's clock may be off (milliseconds). The document names no window; 15 minutes is what
 * comparable schemes give (AWS Signature Version 4).
 */
const CLOCK_WINDOW = 15 * 60_000;

/** A nonce is good once in this long (ProctorExam API v3). Milliseconds. */
export const NONCE_LIFE = 24 * 60 * 60_000;

const Signed = z.object({
  timestamp: z.union([z.number(), z.string().regex(/^\d{1,16}$/, { error: 'is not a number' })], {
    error: 'is not a number',
  }),
  nonce: z.union([z.number(), z.string().regex(/^[\w.-]{1,64}$/, { error: 'is not a number' })], {
    error: 'is not a number',
  }),
  signature: z.string({ error: 'is not a string' }).max(200, { error: 'is invalid' }),
});

const Token = z
  .string()
  .regex(/^Token token="?[\w-]{20,100}"?$/)
  .transform((header) => header.replace(/^Token token="?|"$/g, ''));

/** An admitted call: who it is from, and its parameters without what only admits it. */
export interface Call {
  readonly user: ApiUser;
  readonly params: Params;
}

/**
 * Admits a call of ProctorExam's API v3: version, token, time, signature, and a nonce that was not
 * used. The nonce is used up only by a call that is signed, so nobody can spend another's.
 * @throws ServerRefusal
 */
export async function admitCaller(request: FastifyRequest, deps: Deps): Promise<Call> {
  if (request.headers.accept?.includes(VERSION) !== true) {
    throw new ServerRefusal('version_not_offered');
  }
  const token = Token.safeParse(request.headers.authorization);
  const user = token.success ? await findUserByToken(deps.database, token.data) : undefined;
  if (user === undefined) throw new ServerRefusal('caller_unknown');
  const params = paramsOf(request);
  const { timestamp, nonce } = readFields(Signed, params);
  if (!signatureFits(params, secretOf(deps.sealing, user))) {
    throw new ServerRefusal('signature_wrong');
  }
  const now = deps.clock.now();
  if (Math.abs(now - Number(timestamp)) > CLOCK_WINDOW) {
    throw new ServerRefusal('timestamp_outside_window');
  }
  const use = { userId: user.id, nonce: String(nonce), at: now, life: NONCE_LIFE };
  if (!(await useNonce(deps.database, use))) throw new ServerRefusal('nonce_used');
  const { timestamp: _timestamp, nonce: _nonce, signature: _signature, ...rest } = params;
  return { user, params: rest };
}
