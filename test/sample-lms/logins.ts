import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Lms } from './lms.ts';
import type { Attempt, Login } from './state.ts';
import { randomWord } from './tokens.ts';

const COOKIE = 'MoodleSession';

/** Signs this browser in as the candidate of a session (measured: httpOnly, no SameSite). */
export function signIn(lms: Lms, reply: FastifyReply, sessionId: string): void {
  const cookie = randomWord();
  lms.state.logins.set(cookie, { sessionId, key: randomWord().slice(0, 10) });
  // `false` keeps the cookie plugin from adding SameSite=Lax of its own accord.
  reply.setCookie(COOKIE, cookie, { path: '/', httpOnly: true, sameSite: false });
}

/** Who is signed in on the browser that asks. */
export function loginOf(lms: Lms, request: FastifyRequest): Login | undefined {
  const cookie = request.cookies[COOKIE];
  return cookie === undefined ? undefined : lms.state.logins.get(cookie);
}

/** The attempt with this number if it belongs to whoever asks. */
export function ownAttempt(lms: Lms, login: Login | undefined, id: number): Attempt | undefined {
  return lms.state.attempts.find(
    (attempt) => attempt.id === id && attempt.sessionId === login?.sessionId,
  );
}

/** The candidate's name as the start gave it. */
export function nameOf(lms: Lms, login: Login): string {
  const start = lms.state.starts.get(login.sessionId);
  const names = [start?.['firstName'], start?.['lastName']].filter((part) => {
    return typeof part === 'string' && part !== '';
  });
  return names.length > 0 ? names.join(' ') : 'Candidate';
}

/** The exam's title as the start gave it. */
export function examOf(lms: Lms, sessionId: string): string {
  const name = lms.state.starts.get(sessionId)?.['examName'];
  return typeof name === 'string' ? name : 'Exam';
}
