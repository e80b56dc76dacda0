import type { FastifyError, FastifyInstance } from 'fastify';
import { asRefusal } from '../answerRefusal.ts';
import type { Deps } from '../deps.ts';
import { sentenceOf } from '../pages/reasonWords.ts';

/** Names the reason of every refusal, for the body of a 422 has no room for it. */
const REASON_HEADER = 'x-reason-code';

/**
 * Refusals as this API's clients read them: 422 is `{field: [messages]}`, every other status is
 * `{error, message}`.
 */
export function answerErrors(scope: FastifyInstance, deps: Deps): void {
  scope.setErrorHandler((error: FastifyError, request, reply) => {
    const { reason, status, faults } = asRefusal(error, request, deps);
    const route = request.routeOptions.url ?? 'none';
    deps.log.info({ event: 'refused', route, reason, faults: faults.map(({ path }) => path) });
    void reply.code(status).header('cache-control', 'no-store').header(REASON_HEADER, reason);
    if (status !== 422) {
      return reply.send({ error: reason, message: sentenceOf(reason, 'en').sentence });
    }
    const fields: Record<string, string[]> = {};
    for (const { path, message } of faults)
      (fields[path === '' ? 'base' : path] ??= []).push(message);
    return reply.send(fields);
  });
}
