import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { hashSecret } from '../secrets.ts';
import { admitApp } from './authenticate.ts';
import { createLiveApps } from './liveApps.ts';
import { rateOf } from './rates.ts';

/**
 * `GET api/client/v1/live`: server-sent events with the session's state, at once and whenever it changes,
 * so that what staff do reaches the app without waiting for a heartbeat. The heartbeat tells the same and
 * stays the truth: where a proxy holds this answer back, nothing is lost but seconds. Ends when another
 * app takes the session over.
 */
export function registerLive(app: FastifyInstance, deps: Deps): void {
  const apps = createLiveApps(deps);
  app.addHook('preClose', (done) => {
    apps.close();
    done();
  });
  app.get('/api/client/v1/live', rateOf('live'), async (request, reply) => {
    const { sessionId, token } = await admitApp(request, deps);
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-content-type-options': 'nosniff',
      // A proxy that collects answers before it passes them on would hold the events back.
      'x-accel-buffering': 'no',
    });
    // Sent at once, so that the app knows that it is connected.
    stream.write(': here\n\n');
    const forget = apps.add({
      sessionId,
      access: hashSecret(token),
      write: (text) => stream.write(text),
      backlog: () => stream.writableLength,
      end: () => stream.end(),
    });
    // The app connects again, to a process that stays.
    const stay = deps.draining.onDrain(() => stream.end());
    const left = (): void => {
      stay();
      forget();
    };
    request.raw.on('close', left);
    stream.on('error', left);
    return reply;
  });
}
