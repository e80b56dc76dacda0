import { startPath } from '../addresses.ts';
import { html } from '../html.ts';
import type { RegisterRoutes } from '../lms.ts';
import { examOf, loginOf, nameOf } from '../logins.ts';
import { sendPage } from '../respond.ts';

/** The site's front page with the exams on offer, and the page strangers are led to. */
export const registerHome: RegisterRoutes = (app, lms) => {
  app.get('/', (request, reply) => {
    const login = loginOf(lms, request);
    const rows = [...lms.state.starts.keys()].map((sessionId) => {
      return html`<li><a href="${startPath(sessionId)}">${examOf(lms, sessionId)}</a></li>`;
    });
    return sendPage(reply, {
      title: 'Exams',
      ...(login !== undefined && { user: nameOf(lms, login) }),
      body: html`<p>Choose the exam you are here to take.</p>
        <ul class="list">
          ${rows}
        </ul>
        <p class="quiet"><a href="/hooks">What the proctoring server told us</a></p>`,
    });
  });

  app.get('/login/index.php', (_request, reply) =>
    sendPage(
      reply,
      {
        title: 'Sign in',
        body: html`<p class="notice">You are not signed in, or your session has ended.</p>
          <p>Open your exam again from the link you were given.</p>`,
      },
      401,
    ),
  );
};
