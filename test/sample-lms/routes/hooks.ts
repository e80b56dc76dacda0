import { z } from 'zod';
import { html } from '../html.ts';
import type { RegisterRoutes } from '../lms.ts';
import { sendPage } from '../respond.ts';
import { refusalOfCall } from '../tokens.ts';

const pathSchema = z.object({ kind: z.enum(['review', 'schedule', 'warning', 'agreement']) });

/** Receives what the proctoring server says of a session, and shows it. */
export const registerHooks: RegisterRoutes = (app, lms) => {
  app.post('/hooks/:kind', async (request, reply) => {
    const path = pathSchema.safeParse(request.params);
    if (!path.success) return reply.callNotFound();
    const refusal = await refusalOfCall(request.headers.authorization, lms.settings.jwtSecret);
    lms.state.callbacks.push({
      at: new Date().toISOString(),
      kind: path.data.kind,
      refusal,
      body: request.body,
    });
    return refusal === null ? { status: 'ok' } : reply.code(401).send({ error: refusal });
  });

  app.get('/hooks', (_request, reply) => {
    const rows = lms.state.callbacks.map(({ at, kind, refusal, body }) => {
      return html`<article class="callback">
        <h2>${kind}</h2>
        <p>${at}, ${refusal === null ? 'token accepted' : `refused: ${refusal}`}</p>
        <pre>${JSON.stringify(body, null, 2)}</pre>
      </article>`;
    });
    return sendPage(reply, {
      title: 'Callbacks',
      body: html`<p>${rows.length} received.</p>
        ${rows}`,
    });
  });
};
