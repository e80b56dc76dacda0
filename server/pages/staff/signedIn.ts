import { createHash, timingSafeEqual } from 'node:crypto';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { Deps } from '../../deps.ts';
import { z } from 'zod';
import type { Role } from '../../people/deeds.ts';
import { ServerRefusal } from '../../refusal.ts';
import { hashSecret } from '../../secrets.ts';
import type { Fence } from '../../storage/fence.ts';
import { findSignIn, touchSignIn } from '../../storage/signIns.ts';

/** Who is signed in, and what their forms must carry. */
export interface SignedIn {
  readonly staffId: string;
  readonly name: string;
  readonly role: Role;
  readonly fence: Fence;
  readonly mustChangePassword: boolean;
  /** Their role asks for a second factor, and they have none yet. */
  readonly mustSetUpFactor: boolean;
  /** The institution's provider signed them in: they have neither a password nor a factor here. */
  readonly byProvider: boolean;
  /** Hash of the cookie's token: the key of the sign-in. */
  readonly hash: string;
  readonly formToken: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard of the staff pages; null before it and for strangers. */
    signedIn: SignedIn | null;
  }
}

export const STAFF_COOKIE = 'invigil_staff';

/** A sign-in that is not used ends after this (milliseconds). An open live page is a use. */
export const SIGN_IN_IDLE = 2 * 3_600_000;
/** A sign-in ends after this in any case (milliseconds): a long exam day. */
export const SIGN_IN_LONGEST = 14 * 3_600_000;
/** How often a use is written down (milliseconds): not on every request of a page. */
const TOUCH_EVERY = 60_000;

/** SameSite keeps it from other sites' forms, httpOnly from scripts, Secure from plain http. */
export function cookieOptions(deps: Deps): CookieSerializeOptions {
  const url = new URL(deps.publicUrl());
  return {
    path: `${url.pathname}staff`,
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
  };
}

/** Reads the cookie of a request; a use prolongs the sign-in, up to its longest. */
export async function readSignedIn(deps: Deps, request: FastifyRequest): Promise<SignedIn | null> {
  const held = await readCookie(deps, request);
  if (held === null || held.found.waitsForCode) return null;
  const { found, hash, now } = held;
  if (now - found.lastUsedAt.getTime() > TOUCH_EVERY) {
    const longest = found.createdAt.getTime() + SIGN_IN_LONGEST;
    const expiresAt = Math.min(now + SIGN_IN_IDLE, longest);
    await touchSignIn(deps.database, { hash, at: now, expiresAt });
  }
  const byProvider = found.issuer !== null;
  const needsFactor = deps.config.staff?.secondFactor.includes(found.role) === true;
  return {
    staffId: found.id,
    name: found.name,
    role: found.role,
    fence: { staffId: found.id, everywhere: found.everywhere },
    mustChangePassword: found.mustChangePassword,
    mustSetUpFactor: needsFactor && !byProvider && found.factorSince === null,
    byProvider,
    hash,
    formToken: held.formToken,
  };
}

/** Somebody whose password was right, and who still owes the code. */
export async function readWaiting(
  deps: Deps,
  request: FastifyRequest,
): Promise<{ staffId: string; hash: string; formToken: string } | null> {
  const held = await readCookie(deps, request);
  if (held?.found.waitsForCode !== true) return null;
  return { staffId: held.found.id, hash: held.hash, formToken: held.formToken };
}

async function readCookie(deps: Deps, request: FastifyRequest) {
  const token = request.cookies[STAFF_COOKIE];
  if (token === undefined || token === '') return null;
  const hash = hashSecret(token);
  const now = deps.clock.now();
  const found = await findSignIn(deps.database, hash, now);
  return found === undefined ? null : { found, hash, now, formToken: formTokenOf(token) };
}

/** Another site can send a form with our cookie's blessing only if it knows this, and it cannot read it. */
export function formTokenOf(secret: string): string {
  return createHash('sha256').update(`form:${secret}`).digest('base64url');
}

const FormBody = z.object({ formToken: z.string().max(100) });

/** @throws ServerRefusal `form_expired` when the form was not made for this sign-in */
export function checkFormToken(body: unknown, expected: string | undefined): void {
  const sent = FormBody.safeParse(body);
  if (sent.success && expected !== undefined) {
    const [a, b] = [Buffer.from(sent.data.formToken), Buffer.from(expected)];
    if (a.length === b.length && timingSafeEqual(a, b)) return;
  }
  throw new ServerRefusal('form_expired');
}

/** How the audit names whoever is signed in. */
export function actorOf({ role, name }: Pick<SignedIn, 'role' | 'name'>): string {
  return `${role}:${name}`;
}

/** The guard has let the request through, so someone is there. */
export function requireSignedIn(request: FastifyRequest): SignedIn {
  if (request.signedIn === null) throw new ServerRefusal('sign_in_needed');
  return request.signedIn;
}
