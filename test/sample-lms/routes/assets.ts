import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { RegisterRoutes } from '../lms.ts';

const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url));
const require = createRequire(import.meta.url);

/** The quiz library's files by the names the pages use; nothing else of it is served. */
const LIBRARY = {
  'survey-core.js': ['survey-core', 'survey.core.min.js'],
  'survey-core.css': ['survey-core', 'survey-core.fontless.min.css'],
  'survey-js-ui.js': ['survey-js-ui', 'survey-js-ui.min.js'],
} as const;

/** Styles, scripts, the quiz library and the reference photo. */
export const registerAssets: RegisterRoutes = (app) => {
  void app.register(fastifyStatic, { root: PUBLIC, prefix: '/theme/', index: false });
  for (const [name, [library, file]] of Object.entries(LIBRARY)) {
    const folder = dirname(require.resolve(library));
    app.get(`/lib/${name}`, (_request, reply) => reply.sendFile(basename(file), folder));
  }
  app.get('/photos/:name', (_request, reply) => reply.sendFile('candidate.jpg', PUBLIC));
};
