import { z } from 'zod';
import { html } from '../html.ts';
import type { RegisterRoutes } from '../lms.ts';
import { examOf, nameOf, signIn } from '../logins.ts';
import { sendPage } from '../respond.ts';
import { addStart, signOffered, signRestart } from '../starts.ts';

const parametersSchema = z.looseObject({ sessionId: z.string().min(1) });
const pathSchema = z.object({ sessionId: z.string() });
const tokenQuerySchema = z.object({ restart: z.coerce.number().int().optional() });

const WORDS: Readonly<Record<string, string>> = {
  online: 'with a proctor, live',
  offline: 'recorded and reviewed later',
  auto: 'recorded and reviewed automatically',
  identification: 'identity checked live',
};

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '–';

/** A date as the site writes it; what is no date is shown as it came. */
function day(value: unknown): string {
  const instant = Date.parse(text(value));
  if (Number.isNaN(instant)) return text(value);
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
    .format(instant)
    .concat(' UTC');
}

/** The page a candidate begins at, and the same start for scripts. */
export const registerStarts: RegisterRoutes = (app, lms) => {
  app.get('/start/:sessionId', async (request, reply) => {
    const { sessionId } = pathSchema.parse(request.params);
    const parameters = lms.state.starts.get(sessionId);
    if (parameters === undefined) return reply.callNotFound();
    signIn(lms, reply, sessionId);
    const { action, token } = await signOffered(lms, parameters);
    return sendPage(reply, {
      title: examOf(lms, sessionId),
      user: nameOf(lms, { sessionId, key: '' }),
      body: html`<p>This exam is proctored. You will take it in the Invigil app.</p>
        <dl class="facts">
          <dt>Course</dt>
          <dd>${text(parameters['courseName'])}</dd>
          <dt>Opens</dt>
          <dd>${day(parameters['startDate'])}</dd>
          <dt>Closes</dt>
          <dd>${day(parameters['endDate'])}</dd>
          <dt>Time allowed</dt>
          <dd>${text(parameters['duration'])} minutes</dd>
          <dt>Proctoring</dt>
          <dd>${WORDS[text(parameters['proctoring'])] ?? text(parameters['proctoring'])}</dd>
        </dl>
        <form method="post" action="${action}" id="start-form">
          <input type="hidden" name="token" value="${token}" />
          <button class="primary" id="begin">Begin proctored exam</button>
        </form>`,
    });
  });

  app.post('/api/starts', async (request, reply) => {
    const offered = await addStart(lms, parametersSchema.parse(request.body));
    return reply.code(201).send(offered);
  });

  app.get('/api/starts/:sessionId/token', async (request, reply) => {
    const { sessionId } = pathSchema.parse(request.params);
    const { restart } = tokenQuerySchema.parse(request.query);
    if (restart !== undefined) {
      const attempt = lms.state.attempts.find(({ id }) => id === restart);
      return attempt?.sessionId === sessionId ? signRestart(lms, attempt) : reply.callNotFound();
    }
    const parameters = lms.state.starts.get(sessionId);
    return parameters === undefined ? reply.callNotFound() : signOffered(lms, parameters);
  });
};
