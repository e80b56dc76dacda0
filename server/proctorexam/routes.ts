import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import { hashSecret } from '../secrets.ts';
import { admitCaller, type Call } from './admitCaller.ts';

/** Calls of one token in a minute: several a second, around the clock. */
const CALLS_A_MINUTE = 600;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a route does once its caller is admitted. */
export type Handle = (call: Call, reply: FastifyReply) => Promise<unknown>;

/** Adds a route of the API; whatever it does, the caller has been admitted before. */
export type AddRoute = (
  method: Method | Method[],
  path: string,
  handle: Handle,
  options?: { readonly bodyLimit?: number },
) => void;

export function routesOf(scope: FastifyInstance, deps: Deps): AddRoute {
  const rateLimit = {
    max: CALLS_A_MINUTE,
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest) =>
      hashSecret(request.headers.authorization ?? request.ip),
  };
  return (method, url, handle, options = {}) => {
    scope.route({
      method,
      url,
      ...options,
      config: { rateLimit },
      async handler(request, reply) {
        const call = await admitCaller(request, deps);
        void reply.header('cache-control', 'no-store');
        return reply.send(await handle(call, reply));
      },
    });
  };
}
