import type { FastifyInstance } from 'fastify';
import { basePath } from '../answerRefusal.ts';
import type { Deps } from '../deps.ts';
import { publicSay, sendPage } from '../pages/sendPage.ts';
import { VERSION } from '../version.ts';
import { openApiDocument } from './openApiDocument.ts';
import { operationsOf } from './operations.ts';
import { ReferencePage } from './referencePage.tsx';

/** Asked for again after this (seconds): another version may say something else. */
const FRESH_FOR = 300;

/** `GET openapi.json` for programs, `GET api-reference` for people. */
export function registerOpenApi(app: FastifyInstance, deps: Deps): void {
  let made: string | undefined;
  app.get('/openapi.json', async (_request, reply) => {
    made ??= JSON.stringify(
      openApiDocument(
        { version: VERSION, publicUrl: deps.publicUrl() },
        operationsOf(app.declaredRoutes),
      ),
    );
    return reply
      .header('cache-control', `public, max-age=${String(FRESH_FOR)}`)
      .type('application/json; charset=utf-8')
      .send(made);
  });
  app.get('/api-reference', (request, reply) =>
    sendPage(
      reply,
      ReferencePage({
        base: basePath(deps),
        say: publicSay(request),
        operations: operationsOf(app.declaredRoutes),
      }),
    ),
  );
}
