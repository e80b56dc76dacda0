import { z } from 'zod';
import { attemptPath, reviewPath, viewPath } from '../addresses.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Lms, RegisterRoutes } from '../lms.ts';
import { examOf, nameOf, ownAttempt } from '../logins.ts';
import { numbersOf, quizOf } from '../quiz/questions.ts';
import { requireLogin, sendPage } from '../respond.ts';
import type { Answer, Attempt } from '../state.ts';

const querySchema = z.object({ attempt: z.coerce.number().int() });

const shown = (answer: Answer | undefined): string =>
  answer === undefined ? '' : typeof answer === 'string' ? answer : answer.join(', ');

/** One row a question: its number, and what `cell` says of its answer. */
function table(lms: Lms, attempt: Attempt, cell: (answer: Answer | undefined) => Html): Html {
  const quiz = quizOf(lms.state.starts.get(attempt.sessionId));
  const rows = numbersOf(quiz).map(({ name, number }) => {
    return html`<tr data-question="${name}">
      <th scope="row">${number}</th>
      <td>${cell(attempt.answers[name])}</td>
    </tr>`;
  });
  return html`<table>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** What is answered before the last submit, and what was submitted; neither needs the proof. */
export const registerSummary: RegisterRoutes = (app, lms) => {
  app.get('/mod/quiz/summary.php', (request, reply) => {
    const login = requireLogin(lms, request, reply);
    if (login === undefined) return reply;
    const attempt = ownAttempt(lms, login, querySchema.parse(request.query).attempt);
    if (attempt === undefined) return reply.redirect(viewPath, 303);
    if (attempt.finishedAt !== null) return reply.redirect(reviewPath(attempt.id), 303);
    return sendPage(reply, {
      title: 'Summary of attempt',
      user: nameOf(lms, login),
      trail: [['Exam', viewPath]],
      body: html`<p>${examOf(lms, attempt.sessionId)}</p>
        ${table(lms, attempt, (answer) => html`${answer === undefined ? 'Not yet answered' : 'Answer saved'}`)}
        <p><a href="${attemptPath(attempt.id)}">Return to attempt</a></p>
        <form method="post" action="/mod/quiz/processattempt.php">
          <input type="hidden" name="attempt" value="${attempt.id}" />
          <input type="hidden" name="sesskey" value="${login.key}" />
          <button class="primary" name="finishattempt" value="1" id="finish">
            Submit all and finish
          </button>
        </form>`,
    });
  });

  app.get('/mod/quiz/review.php', (request, reply) => {
    const login = requireLogin(lms, request, reply);
    if (login === undefined) return reply;
    const attempt = ownAttempt(lms, login, querySchema.parse(request.query).attempt);
    if (attempt === undefined || attempt.finishedAt === null) return reply.redirect(viewPath, 303);
    return sendPage(reply, {
      title: 'Review of attempt',
      user: nameOf(lms, login),
      trail: [['Exam', viewPath]],
      body: html`<p class="notice good" id="submitted">Submitted at ${attempt.finishedAt}.</p>
        ${table(lms, attempt, (answer) => html`${shown(answer) || 'No answer'}`)}
        <p><a href="${viewPath}">Finish review</a></p>`,
    });
  });
};
