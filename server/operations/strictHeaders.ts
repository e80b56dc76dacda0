import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';

/** No page of the server uses any of these; a script that got in by a fault could not either. */
const NO_DEVICES = ['camera', 'microphone', 'display-capture', 'geolocation', 'usb', 'payment']
  .map((feature) => `${feature}=()`)
  .join(', ');

/** What helmet leaves to us, on every answer, refusals and faults included. */
export function addStrictHeaders(app: FastifyInstance, { draining }: Deps): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    void reply.header('permissions-policy', NO_DEVICES);
    // Answers are about one person; what may be kept says so itself.
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    if (draining.isDraining()) void reply.header('connection', 'close');
    done();
  });
}
