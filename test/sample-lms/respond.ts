import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Lms } from './lms.ts';
import { layout } from './layout.ts';
import type { Page } from './layout.ts';
import { loginOf } from './logins.ts';
import type { Login } from './state.ts';

/** Sends a page of the site. */
export function sendPage(reply: FastifyReply, page: Page, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(layout(page).markup);
}

/** Who is signed in; a stranger is led to the sign-in page and undefined comes back. */
export function requireLogin(
  lms: Lms,
  request: FastifyRequest,
  reply: FastifyReply,
): Login | undefined {
  const login = loginOf(lms, request);
  if (login === undefined) void reply.redirect('/login/index.php', 303);
  return login;
}
