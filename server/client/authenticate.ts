import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { ServerRefusal } from '../refusal.ts';
import type { TicketPurpose } from '../storage/tickets.ts';

const Bearer = z
  .string()
  .regex(/^Bearer [\w-]{32,100}$/)
  .transform((header) => header.slice('Bearer '.length));

export interface AppAccess {
  /** Our id. */
  readonly sessionId: string;
  readonly token: string;
  readonly purpose: TicketPurpose;
  /**
   * Another app has opened the session since this moment (milliseconds since the epoch). What this
   * one saw before is still taken; it may do nothing more.
   */
  readonly replacedAt?: number;
}

/** The token of a request, unchecked: what its rate is counted by. */
export function bearerOf(request: FastifyRequest): string | undefined {
  return Bearer.safeParse(request.headers.authorization).data;
}

/** Admits the app that holds a session. @throws ServerRefusal */
export async function admitApp(request: FastifyRequest, deps: Deps): Promise<AppAccess> {
  const access = await admitLate(request, deps);
  if (access.replacedAt !== undefined) throw new ServerRefusal('access_replaced');
  return access;
}

/** Admits also an app that was replaced, for what it still has to deliver. @throws ServerRefusal */
export async function admitLate(request: FastifyRequest, deps: Deps): Promise<AppAccess> {
  const token = bearerOf(request);
  const access = token === undefined ? undefined : await deps.groups.findAccess(token);
  if (token === undefined || access === undefined) throw new ServerRefusal('access_denied');
  const { sessionId, replacedAt, purpose } = access;
  return {
    sessionId,
    token,
    purpose,
    ...(replacedAt === null ? {} : { replacedAt: replacedAt.getTime() }),
  };
}
