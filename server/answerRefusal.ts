import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '../contract/reasons.ts';
import type { Deps } from './deps.ts';
import { describeFault } from './operations/describeFault.ts';
import { renderProblemPage } from './pages/problemPage.tsx';
import { sentenceOf } from './pages/reasonWords.ts';
import { ServerRefusal } from './refusal.ts';

/** Every refusal leaves the server here: as a page for a browser, else as JSON. Never a stack. */
export function answerRefusals(app: FastifyInstance, deps: Deps): void {
  app.setErrorHandler((error: FastifyError, request, reply) =>
    answer(asRefusal(error, request, deps), request, reply, deps),
  );
  app.setNotFoundHandler((request, reply) =>
    answer(new ServerRefusal('not_found'), request, reply, deps),
  );
}

/** A browser asks for `text/html`; a program for JSON or for anything. */
export function wantsPage(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/html') === true;
}

/** Where this server's own addresses begin on its pages. */
export function basePath(deps: Deps): string {
  return new URL(deps.publicUrl()).pathname;
}

function answer(
  refusal: ServerRefusal,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
): FastifyReply {
  const { reason, status, faults, facts } = refusal;
  const route = request.routeOptions.url ?? 'none';
  deps.log.info({
    event: 'refused',
    id: request.id,
    route,
    reason,
    faults: faults.map(({ path, code }) => ({ path, code })),
  });
  void reply.code(status).header('cache-control', 'no-store');
  if (wantsPage(request)) {
    const language = facts.language ?? request.headers['accept-language']?.slice(0, 2) ?? 'en';
    const view = { ...facts, language, reason, status, faults };
    return reply.type('text/html; charset=utf-8').send(renderProblemPage(view, basePath(deps)));
  }
  const { sentence } = sentenceOf(reason, 'en');
  const { held } = facts;
  const body: Refusal = {
    error: reason,
    message: sentence,
    faults: [...faults],
    ...(held === undefined ? {} : { held }),
  };
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
}

/** What an error comes to: a refusal as it is, a fault of ours told to the log alone. */
export function asRefusal(
  error: FastifyError | ServerRefusal,
  request: FastifyRequest,
  deps: Deps,
): ServerRefusal {
  if (error instanceof ServerRefusal) return error;
  const status = error.statusCode ?? 500;
  if (status === 429) return new ServerRefusal('too_many_requests');
  // What Fastify itself turns down: no JSON, another content type, too long.
  if (status < 500) {
    const fault = { path: '', code: error.code.toLowerCase(), message: error.message };
    return new ServerRefusal('body_invalid', [fault]);
  }
  deps.log.error({ event: 'fault', id: request.id, ...describeFault(error) });
  return new ServerRefusal('server_fault');
}
