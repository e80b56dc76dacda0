import { html } from '../html.ts';
import type { RegisterRoutes } from '../lms.ts';
import { sendPage } from '../respond.ts';

/** The addresses a start hands over beside the exam itself; none of them asks for a sign-in. */
export const registerExamPages: RegisterRoutes = (app) => {
  app.get('/exam-terms', (_request, reply) =>
    sendPage(reply, {
      title: 'Examination regulations',
      body: html`<p>By taking this exam you agree to the following.</p>
        <ol id="terms">
          <li>You work alone, and only with the aids that the rules of this exam allow.</li>
          <li>You stay in the exam until you have submitted it.</li>
          <li>Your camera, microphone and screen are recorded as the exam page told you.</li>
          <li>Attempts to deceive lead to the exam being marked as failed.</li>
        </ol>
        <p>Questions about these regulations: exams@campus.example.</p>`,
    }),
  );

  app.get('/quiz/:id/done', (_request, reply) =>
    sendPage(reply, {
      title: 'You have finished',
      body: html`<p class="notice good" id="done">Your exam was received. You may leave now.</p>`,
    }),
  );
};
