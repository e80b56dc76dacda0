import { COURSE_ID, FORUM_ID, NOTES_ID, viewPath } from '../addresses.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { RegisterRoutes } from '../lms.ts';
import { nameOf } from '../logins.ts';
import { requireLogin, sendPage } from '../respond.ts';

interface CoursePage {
  readonly path: string;
  readonly title: string;
  readonly body: Html;
}

const courseLink = html`<li>
  <a href="/course/view.php?id=${COURSE_ID}">Numerical Methods II</a>
</li>`;

/** Where the menus lead: all of it helps with the exam, all of it is on the exam's own origin. */
const PAGES: readonly CoursePage[] = [
  {
    path: '/my/',
    title: 'Dashboard',
    body: html`<p>Recently used</p>
      <ul class="list">
        ${courseLink}
      </ul>`,
  },
  {
    path: '/my/courses.php',
    title: 'My courses',
    body: html`<ul class="list">
      ${courseLink}
    </ul>`,
  },
  {
    path: '/course/view.php',
    title: 'Numerical Methods II',
    body: html`<ul class="list">
      <li><a href="/mod/page/view.php?id=${NOTES_ID}">Course notes</a></li>
      <li><a href="/mod/forum/view.php?id=${FORUM_ID}">Forum</a></li>
      <li><a href="${viewPath}">Final exam</a></li>
    </ul>`,
  },
  {
    path: '/mod/page/view.php',
    title: 'Course notes',
    body: html`<h2>Root finding</h2>
      <p id="notes">Newton's method converges quadratically near a simple root.</p>
      <h2>Linear systems</h2>
      <p>The cost of LU factorisation grows like n³.</p>`,
  },
  {
    path: '/mod/forum/view.php',
    title: 'Forum',
    body: html`<article>
      <h2>Last year's final</h2>
      <p>Does somebody have the solution of question 3?</p>
    </article>`,
  },
  {
    path: '/message/index.php',
    title: 'Messages',
    body: html`<article>
        <h2>Ines</h2>
        <p>Write to me when you see the questions!</p>
      </article>
      <textarea aria-label="Message" rows="3"></textarea>`,
  },
];

/** The rest of the site, for signed-in candidates. */
export const registerCourse: RegisterRoutes = (app, lms) => {
  for (const { path, title, body } of PAGES) {
    app.get(path, (request, reply) => {
      const login = requireLogin(lms, request, reply);
      if (login === undefined) return reply;
      return sendPage(reply, { title, body, user: nameOf(lms, login) });
    });
  }

  app.get('/pluginfile.php/8841/formula-sheet.html', (_request, reply) =>
    sendPage(reply, {
      title: 'Formula sheet',
      body: html`<p>xₙ₊₁ = xₙ − f(xₙ) / f′(xₙ)</p>`,
    }),
  );
};
