import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { html, jsonScript } from '../html.ts';
import type { Lms, RegisterRoutes } from '../lms.ts';
import { sendPage } from '../respond.ts';
import { HOSTILE_ATTEMPTS } from './attempts.ts';

const PAPER = new URL('../public/hostile/paper.pdf', import.meta.url);

const pathSchema = z.object({ id: z.string() });
const querySchema = z.object({ attempt: z.string().default('unknown') });

function land(lms: Lms, method: string, query: unknown): void {
  const { attempt } = querySchema.parse(query);
  lms.state.landings.push({ at: new Date().toISOString(), site: 'lms', method, attempt });
}

/**
 * Exam pages that try to get out. `/hostile/ID` tries at load and again when its button is
 * pressed (some things need a real press); `window.__hostile` is
 * `{attempt, result: 'pending' | 'refused' | 'allowed' | 'survived', detail}`.
 */
export const registerHostile: RegisterRoutes = (app, lms) => {
  app.get('/hostile/', (_request, reply) =>
    sendPage(reply, {
      title: 'Hostile exam pages',
      body: html`<ul class="list">
        ${HOSTILE_ATTEMPTS.map(({ id }) => html`<li><a href="/hostile/${id}">${id}</a></li>`)}
      </ul>`,
    }),
  );

  app.get('/hostile/:id', (request, reply) => {
    const { id } = pathSchema.parse(request.params);
    const known = HOSTILE_ATTEMPTS.find((attempt) => attempt.id === id);
    if (known === undefined) return reply.callNotFound();
    return sendPage(reply, {
      title: `Attempt: ${id}`,
      body: html`<p>
          <button class="primary" id="try">Try it</button>
        </p>
        <p id="outcome" role="status">pending</p>
        <div id="stage"></div>`,
      scripts: html`${jsonScript('hostile-data', { ...known, elsewhereUrl: lms.elsewhereUrl })}
        <script type="module" src="/theme/hostile/run.js"></script>`,
    });
  });

  app.get('/hostile/landings/:id', (request) => {
    const { id } = pathSchema.parse(request.params);
    return { count: lms.state.landings.filter(({ attempt }) => attempt === id).length };
  });

  app.get('/hostile/redirect', (request, reply) => {
    const { attempt } = querySchema.parse(request.query);
    const target = new URL(lms.elsewhereUrl);
    target.searchParams.set('attempt', attempt);
    return reply.redirect(target.href, 302);
  });

  app.get('/hostile/landed', (request, reply) => {
    land(lms, request.method, request.query);
    return sendPage(reply, { title: 'Landed', body: html`<p id="landed">Here.</p>` });
  });

  app.get('/hostile/notes', (request, reply) => {
    land(lms, request.method, request.query);
    return reply.redirect('/mod/page/view.php?id=8839', 303);
  });

  app.get('/hostile/paper.pdf', async (_request, reply) =>
    reply.type('application/pdf').send(await readFile(PAPER)),
  );

  app.get('/hostile/files/answers.txt', (request, reply) => {
    land(lms, request.method, request.query);
    return reply
      .header('content-disposition', 'attachment; filename="answers.txt"')
      .type('application/octet-stream')
      .send('every answer\n');
  });
};
