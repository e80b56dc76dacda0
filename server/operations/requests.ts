import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { isLoopback } from '../../contract/deepLink.ts';
import type { Deps } from '../deps.ts';

const GIVEN_ID = /^[\w.-]{8,64}$/;

/**
 * A name for one request, which its lines in the log carry. A proxy on this machine may give it, so that
 * its log and ours meet; anybody else's would let strangers write into the log.
 */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  const isOurs = isLoopback(request.socket.remoteAddress ?? '');
  return isOurs && typeof given === 'string' && GIVEN_ID.test(given) ? given : randomUUID();
}

/** Counts and times every answer, and tells its caller by which id it is found in the log. */
export function watchRequests(app: FastifyInstance, { metrics, log }: Deps): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    // The route as it was declared: an address may hold ids and names.
    const route = request.routeOptions.url ?? 'none';
    const code = String(reply.statusCode);
    metrics.requests.inc({ method, route, code });
    const type = String(reply.raw.getHeader('content-type') ?? '');
    // A stream lasts as long as somebody looks.
    if (!type.startsWith('text/event-stream')) {
      metrics.durations.observe({ method, route }, reply.elapsedTime / 1_000);
    }
    log.debug({
      ...{ event: 'request', id: request.id, method, route, code: reply.statusCode },
      milliseconds: Math.round(reply.elapsedTime),
    });
    done();
  });
}
