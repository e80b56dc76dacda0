import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import { hashSecret } from '../secrets.ts';
import { bearerOf } from './authenticate.ts';

/**
 * Limits of an app's calls, counted by its token: a whole school may share one address. Several times
 * what an app ever needs, and far below what would disturb the others.
 */
const PER_MINUTE = {
  session: 60,
  events: 300,
  heartbeat: 120,
  live: 60,
  photo: 60,
  stream: 20,
} as const;

export function rateOf(call: keyof typeof PER_MINUTE): { config: FastifyContextConfig } {
  const max = PER_MINUTE[call];
  return { config: { rateLimit: { max, timeWindow: 60_000, keyGenerator: callerOf } } };
}

/** A call without a token is counted by its address; it gets no further than a refusal. */
function callerOf(request: FastifyRequest): string {
  const token = bearerOf(request);
  return token === undefined ? request.ip : hashSecret(token);
}
