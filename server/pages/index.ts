import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';

/** Registers every page of the server besides the start page, which answers the LMS's own request. */
export async function registerPages(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register((_scope, _options, done) => {
    deps.log.debug({ event: 'pages' });
    done();
  });
}
