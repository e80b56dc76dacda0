import { fileURLToPath } from 'node:url';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The look shared with the app, and the pages' own style sheets and scripts. */
const FOLDERS = {
  '/assets/look/': new URL('../../assets/look/', import.meta.url),
  '/assets/pages/': new URL('assets/', import.meta.url),
} as const;

/** Asked for again after this, so that an update of the server shows (seconds). */
const FRESH_FOR = 300;

export async function assetRoutes(app: FastifyInstance): Promise<void> {
  for (const [prefix, folder] of Object.entries(FOLDERS)) {
    await app.register(files, {
      root: fileURLToPath(folder),
      prefix,
      decorateReply: prefix === '/assets/look/',
      index: false,
      maxAge: FRESH_FOR * 1000,
    });
  }
  const icon = fileURLToPath(new URL('../../assets/', import.meta.url));
  app.get('/assets/icon.svg', (_request, reply) =>
    reply.sendFile('icon.svg', icon, { maxAge: FRESH_FOR * 1000 }),
  );
}
