import { z } from 'zod';
import { attemptPath, COURSE_ID, QUIZ_ID, reviewPath, viewPath } from '../addresses.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Lms, RegisterRoutes } from '../lms.ts';
import { examOf, nameOf } from '../logins.ts';
import { attemptOf, beginAttempt } from '../quiz/attempts.ts';
import { requireLogin, sendPage } from '../respond.ts';
import type { Login } from '../state.ts';

const formSchema = z.object({ sesskey: z.string() });

/** What the quiz page lets the candidate do next. */
function nextStep(lms: Lms, login: Login): Html {
  const attempt = attemptOf(lms, login.sessionId);
  if (attempt !== undefined && attempt.finishedAt !== null) {
    return html`<p class="notice good">Your attempt was submitted.</p>
      <p><a class="primary" href="${reviewPath(attempt.id)}">Review</a></p>`;
  }
  return html`<form method="post" action="/mod/quiz/startattempt.php">
    <input type="hidden" name="cmid" value="${QUIZ_ID}" />
    <input type="hidden" name="sesskey" value="${login.key}" />
    <button class="primary" id="attempt-quiz">
      ${attempt === undefined ? 'Attempt quiz' : 'Continue your attempt'}
    </button>
  </form>`;
}

/** The quiz page, where `sessionUrl` lands and the candidate presses the LMS's own button. */
export const registerQuizView: RegisterRoutes = (app, lms) => {
  app.get('/mod/quiz/view.php', (request, reply) => {
    const login = requireLogin(lms, request, reply);
    if (login === undefined) return reply;
    return sendPage(reply, {
      title: examOf(lms, login.sessionId),
      user: nameOf(lms, login),
      trail: [
        ['Course', `/course/view.php?id=${COURSE_ID}`],
        ['Exam', viewPath],
      ],
      body: html`<p>Attempts allowed: 1. You can go back and forth between the pages.</p>
        <p>Your answers are saved while you type. The quiz submits itself when time is up.</p>
        ${nextStep(lms, login)}`,
    });
  });

  app.post('/mod/quiz/startattempt.php', (request, reply) => {
    const login = requireLogin(lms, request, reply);
    if (login === undefined) return reply;
    if (formSchema.parse(request.body).sesskey !== login.key) return reply.redirect(viewPath, 303);
    return reply.redirect(attemptPath(beginAttempt(lms, login.sessionId).id), 303);
  });
};
