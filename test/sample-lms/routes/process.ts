import { z } from 'zod';
import { attemptPath, reviewPath, summaryPath, viewPath } from '../addresses.ts';
import { finishAttempt } from '../finishCall.ts';
import type { Lms, RegisterRoutes } from '../lms.ts';
import { loginOf, ownAttempt } from '../logins.ts';
import { answersIn, saveAnswers } from '../quiz/answers.ts';
import { quizOf } from '../quiz/questions.ts';
import { requireLogin } from '../respond.ts';
import type { Attempt, SaveSource } from '../state.ts';

const bodySchema = z
  .object({
    attempt: z.coerce.number().int(),
    sesskey: z.string(),
    thispage: z.coerce.number().int().min(0).optional(),
    previous: z.string().optional(),
    next: z.string().optional(),
    goto: z.string().optional(),
    finishattempt: z.string().optional(),
    timeup: z.string().optional(),
  })
  .catchall(z.union([z.string(), z.array(z.string())]));

type Body = z.infer<typeof bodySchema>;

/** A submit that arrives this long after the LMS's deadline still counts as sent in time, in ms. */
const GRACE_MS = 60_000;

function save(lms: Lms, attempt: Attempt, body: Body, source: SaveSource): void {
  if (body.thispage === undefined || Date.now() > attempt.deadline + GRACE_MS) return;
  const page = quizOf(lms.state.starts.get(attempt.sessionId))[body.thispage];
  if (page === undefined) return;
  const fields = Object.entries(body).filter(([name]) => name.startsWith('answer:'));
  const answers = z
    .record(z.string(), z.union([z.string(), z.array(z.string())]))
    .parse(Object.fromEntries(fields));
  saveAnswers(attempt, source, body.thispage, answersIn(answers, page));
}

function sourceOf(body: Body): SaveSource {
  if (body.timeup !== undefined) return 'timeup';
  return body.finishattempt === undefined ? 'page' : 'finish';
}

/** Where the candidate goes after a page was posted. */
function nextPath(lms: Lms, attempt: Attempt, body: Body): string {
  const pages = quizOf(lms.state.starts.get(attempt.sessionId)).length;
  const page = body.thispage ?? 0;
  if (body.goto === 'summary') return summaryPath(attempt.id);
  if (body.goto !== undefined) return attemptPath(attempt.id, Number(body.goto) || 0);
  if (body.previous !== undefined) return attemptPath(attempt.id, Math.max(0, page - 1));
  return page + 1 < pages ? attemptPath(attempt.id, page + 1) : summaryPath(attempt.id);
}

/** The quiz's own POST pages, and the autosave behind them. */
export const registerProcess: RegisterRoutes = (app, lms) => {
  app.post('/mod/quiz/processattempt.php', (request, reply) => {
    const login = requireLogin(lms, request, reply);
    if (login === undefined) return reply;
    const body = bodySchema.parse(request.body);
    const attempt = ownAttempt(lms, login, body.attempt);
    if (attempt === undefined || body.sesskey !== login.key) return reply.redirect(viewPath, 303);
    if (attempt.finishedAt === null) save(lms, attempt, body, sourceOf(body));
    if (body.finishattempt ?? body.timeup) finishAttempt(lms, attempt);
    if (attempt.finishedAt !== null) return reply.redirect(reviewPath(attempt.id), 303);
    return reply.redirect(nextPath(lms, attempt, body), 303);
  });

  app.post('/mod/quiz/autosave.ajax.php', (request, reply) => {
    const login = loginOf(lms, request);
    const body = bodySchema.parse(request.body);
    const attempt = ownAttempt(lms, login, body.attempt);
    if (attempt === undefined || body.sesskey !== login?.key) {
      return reply.code(403).send({ status: 'error' });
    }
    if (attempt.finishedAt === null) save(lms, attempt, body, 'autosave');
    return reply.send({
      status: 'OK',
      timeleft: Math.ceil((attempt.deadline - Date.now()) / 1000),
    });
  });
};
