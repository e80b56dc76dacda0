import fastifyFormbody from '@fastify/formbody';
import Fastify from 'fastify';
import { z } from 'zod';
import { html } from '../html.ts';
import type { LmsState } from '../state.ts';

const querySchema = z.object({ attempt: z.string().default('unknown') });

/** A second origin, to which no exam rule leads: whoever loads it is written down. */
export async function startElsewhere(
  state: LmsState,
  host: string,
): Promise<{ url: string; close: () => Promise<void> }> {
  const app = Fastify({ forceCloseConnections: true });
  await app.register(fastifyFormbody);
  app.all('/*', (request, reply) => {
    const { attempt } = querySchema.parse(request.query);
    const { method } = request;
    state.landings.push({ at: new Date().toISOString(), site: 'elsewhere', method, attempt });
    return reply.type('text/html; charset=utf-8').send(
      html`<!doctype html>
        <title>Elsewhere</title>
        <link rel="icon" href="data:," />
        <h1 id="elsewhere">Elsewhere</h1>
        <script>
          window.__hostile = { attempt: 'elsewhere', result: 'allowed', detail: location.href };
        </script>`.markup,
    );
  });
  const url = await app.listen({ host, port: 0 });
  return { url, close: () => app.close() };
}
