import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { answerRefusals } from './answerRefusal.ts';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { importIntegrations } from './integration/integrations.ts';
import { registerOpenApi } from './openapi/openApiRoutes.ts';
import { noteRoutes } from './operations/declaredRoutes.ts';
import { registerHealth } from './operations/healthRoutes.ts';
import { limitStaffRoutes } from './operations/limits.ts';
import { requestIdOf, watchRequests } from './operations/requests.ts';
import { addStrictHeaders } from './operations/strictHeaders.ts';
import { registerPages } from './pages/index.ts';
import { registerProctorexam } from './proctorexam/index.ts';
import { registerClient } from './routes/client.ts';
import { registerIntegration } from './routes/integration.ts';
import { registerSecurityHeaders } from './securityHeaders.ts';

/** A start token with long process lists is the largest ordinary body. */
const BODY_LIMIT = 512 * 1024;

/** A form names a session for each student that was ticked; the limit is that of the body. */
const ALL_KEYS = { maxKeys: 0 };

/**
 * Who takes longer to send the head of a request holds a connection for nothing (milliseconds). Looked for
 * every five seconds.
 */
const SLOW_SENDERS = { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 };

/** The whole server, not yet listening. */
export async function buildServer(deps: Deps): Promise<FastifyInstance> {
  const app = open(deps.config);
  answerRefusals(app, deps);
  noteRoutes(app);
  watchRequests(app, deps);
  addStrictHeaders(app, deps);
  await registerSecurityHeaders(app, deps.config);
  await app.register(cookie);
  await app.register(formbody, {
    bodyLimit: BODY_LIMIT,
    parser: (text) => parseForm(withoutNul(text), undefined, undefined, ALL_KEYS),
  });
  limitStaffRoutes(app);
  await app.register(rateLimit, { global: false, cache: 20_000 });
  // Launchers may call finish with an empty body and a JSON content type.
  acceptEmptyJson(app);

  registerHealth(app, deps);
  registerOpenApi(app, deps);
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
    genReqId: requestIdOf,
    rewriteUrl: readableAddress,
    // At the end idle connections go at once; `startServer` gives the others a moment.
    forceCloseConnections: 'idle',
    // What still comes on an open connection is answered; the answer asks to close it.
    return503OnClosing: false,
  } as const;
  const { tls } = config.listen;
  if (tls === undefined) return fastify({ ...options, http: SLOW_SENDERS });
  const files = { cert: readFileSync(tls.cert), key: readFileSync(tls.key) };
  return fastify({ ...options, https: { ...files, ...SLOW_SENDERS } });
}

/** An address that cannot be decoded leads nowhere, by the same way and with the same headers as any other. */
function readableAddress({ url = '/' }: IncomingMessage): string {
  try {
    decodeURI(url.split('?')[0] ?? '');
    return withoutNul(url);
  } catch {
    return '/address-that-cannot-be-read';
  }
}

/**
 * No text in PostgreSQL holds a NUL. In addresses and forms it becomes the replacement character, as it
 * does in HTML (WHATWG, tokenization).
 */
function withoutNul(encoded: string): string {
  return encoded.replaceAll('%00', '%EF%BF%BD').replaceAll('\0', '%EF%BF%BD');
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
