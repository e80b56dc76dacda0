import { readFileSync } from 'node:fs';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { answerRefusals } from './answerRefusal.ts';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { importIntegrations } from './integration/integrations.ts';
import { registerPages } from './pages/index.ts';
import { registerProctorexam } from './proctorexam/index.ts';
import { registerClient } from './routes/client.ts';
import { registerIntegration } from './routes/integration.ts';
import { registerSecurityHeaders } from './securityHeaders.ts';

/** A start token with long process lists is the largest ordinary body. */
const BODY_LIMIT = 512 * 1024;

/** The whole server, not yet listening. */
export async function buildServer(deps: Deps): Promise<FastifyInstance> {
  const app = open(deps.config);
  answerRefusals(app, deps);
  app.addHook('onSend', async (_request, reply) => {
    if (deps.draining.isDraining()) void reply.header('connection', 'close');
  });
  await registerSecurityHeaders(app, deps.config);
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: BODY_LIMIT });
  await app.register(rateLimit, { global: false, cache: 20_000 });
  // Launchers may call finish with an empty body and a JSON content type.
  acceptEmptyJson(app);

  await registerIntegration(app, deps, await importIntegrations(deps.config));
  registerClient(app, deps);
  await registerProctorexam(app, deps);
  await registerPages(app, deps);
  return app;
}

function open(config: Config): FastifyInstance {
  const options = {
    logger: false,
    bodyLimit: BODY_LIMIT,
    // Only a proxy on this machine may name the caller's address.
    trustProxy: 'loopback',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1000 },
    // A body that stops coming is given up; a bandwidth measurement takes at most 30 s.
    requestTimeout: 60_000,
    // At the end idle connections go at once; `startServer` gives the others a moment.
    forceCloseConnections: 'idle',
    // What still comes on an open connection is answered; the answer asks to close it.
    return503OnClosing: false,
  } as const;
  const { tls } = config.listen;
  if (tls === undefined) return fastify(options);
  const https = { cert: readFileSync(tls.cert), key: readFileSync(tls.key) };
  return fastify({ ...options, https });
}

function acceptEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: BODY_LIMIT },
    (request, body: string, done) => {
      if (body.trim() === '') done(null, undefined);
      else void parse(request, body, done);
    },
  );
}
