import { z } from 'zod';
import { COURSE_ID, reviewPath, viewPath } from '../addresses.ts';
import { html, jsonScript } from '../html.ts';
import type { Html } from '../html.ts';
import type { Page } from '../layout.ts';
import type { Lms, RegisterRoutes } from '../lms.ts';
import { examOf, nameOf, ownAttempt } from '../logins.ts';
import { numbersOf, quizOf, surveyOf } from '../quiz/questions.ts';
import type { Quiz, QuizPage } from '../quiz/questions.ts';
import { requireLogin, sendPage } from '../respond.ts';
import { signRestart } from '../starts.ts';
import type { Attempt, Login } from '../state.ts';

const querySchema = z.object({
  attempt: z.coerce.number().int(),
  page: z.coerce.number().int().min(0).default(0),
});

/** The overlay's data and script; both must stand in the head, before any content. */
async function proofHead(lms: Lms, attempt: Attempt, page: number): Promise<Html> {
  const { proof, cdnUrl } = lms.settings;
  const cdn = html`<script async src="${cdnUrl}"></script>`;
  if (!proof.enabled) return cdn;
  const { action, token } = await signRestart(lms, attempt, page);
  return html`${jsonScript('proof-data', { ...proof, action, token })}
    <script src="/theme/proof.js"></script>
    ${cdn}`;
}

/** Question numbers beside the page; each saves this page and goes to its own. */
function navigation(quiz: Quiz, attempt: Attempt, page: number): Html {
  const buttons = numbersOf(quiz).map((entry) => {
    const answered = attempt.answers[entry.name] === undefined ? '' : ' answered';
    const here = entry.page === page ? ' here' : '';
    return html`<button
      form="quiz-form"
      name="goto"
      value="${entry.page}"
      class="number${answered}${here}"
      aria-label="Question ${entry.number}"
    >
      ${entry.number}
    </button>`;
  });
  return html`<h2>Quiz navigation</h2>
    <div class="numbers">${buttons}</div>
    <button form="quiz-form" name="goto" value="summary" class="link">Finish attempt …</button>
    <p class="timer">Time left <strong id="time-left" role="timer">–</strong></p>
    <p id="save-state" role="status"></p>`;
}

function form(
  quizPage: QuizPage,
  attempt: Attempt,
  page: number,
  last: boolean,
  key: string,
): Html {
  return html`<form method="post" action="/mod/quiz/processattempt.php" id="quiz-form">
    <input type="hidden" name="attempt" value="${attempt.id}" />
    <input type="hidden" name="thispage" value="${page}" />
    <input type="hidden" name="sesskey" value="${key}" />
    <h2>${quizPage.title}</h2>
    <p>${quizPage.introduction}</p>
    <div id="questions"></div>
    ${quizPage.links.map(
      ({ label, href }) =>
        html`<p><a href="${href}" target="_blank">${label} (opens in a new window)</a></p>`,
    )}
    <div class="buttons">
      ${page > 0 && html`<button name="previous" value="1" id="previous">Previous page</button>`}
      <button name="next" value="1" id="next" class="primary">
        ${last ? 'Finish attempt …' : 'Next page'}
      </button>
    </div>
  </form>`;
}

/** The page asked for, or the quiz's last one when it has not so many. */
async function pageOf(lms: Lms, login: Login, attempt: Attempt, asked: number): Promise<Page> {
  const quiz = quizOf(lms.state.starts.get(attempt.sessionId));
  const page = Math.min(asked, quiz.length - 1);
  const quizPage = quiz[page];
  if (quizPage === undefined) throw new Error('a quiz has at least one page');
  const firstNumber = numbersOf(quiz).find((entry) => entry.page === page)?.number ?? 1;
  const names = quizPage.questions.map(({ name }) => name);
  return {
    title: examOf(lms, attempt.sessionId),
    user: nameOf(lms, login),
    trail: [
      ['Course', `/course/view.php?id=${COURSE_ID}`],
      ['Exam', viewPath],
    ],
    head: html`${await proofHead(lms, attempt, page)}
      <link rel="stylesheet" href="/lib/survey-core.css" />
      <link rel="stylesheet" href="/theme/quiz.css" />`,
    body: html`<div class="exam-content">
      ${form(quizPage, attempt, page, page === quiz.length - 1, login.key)}
    </div>`,
    aside: html`<div class="exam-content">${navigation(quiz, attempt, page)}</div>`,
    scripts: html`${jsonScript('attempt-data', {
        survey: surveyOf(quizPage, firstNumber),
        answers: Object.fromEntries(
          Object.entries(attempt.answers).filter(([name]) => names.includes(name)),
        ),
        editors: quizPage.questions.filter(({ kind }) => kind === 'essay').map(({ name }) => name),
        remainingMs: Math.max(0, attempt.deadline - Date.now()),
        autosaveMs: lms.settings.autosaveMs,
      })}
      <script src="/lib/survey-core.js"></script>
      <script src="/lib/survey-js-ui.js"></script>
      <script type="module" src="/theme/attempt.js"></script>`,
  };
}

/** A page of questions. Every load is covered again until proctoring has shown itself. */
export const registerAttempt: RegisterRoutes = (app, lms) => {
  app.get('/mod/quiz/attempt.php', async (request, reply) => {
    const login = requireLogin(lms, request, reply);
    if (login === undefined) return reply;
    const { attempt: id, page } = querySchema.parse(request.query);
    const attempt = ownAttempt(lms, login, id);
    if (attempt === undefined) return reply.redirect(viewPath, 303);
    if (attempt.finishedAt !== null) return reply.redirect(reviewPath(attempt.id), 303);
    return sendPage(reply, await pageOf(lms, login, attempt, page));
  });
};
