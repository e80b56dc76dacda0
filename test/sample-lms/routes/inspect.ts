import { z } from 'zod';
import type { RegisterRoutes } from '../lms.ts';
import { stateAsJson } from '../state.ts';

const pathSchema = z.object({ sessionId: z.string() });

/** What tests outside this process may read. */
export const registerInspect: RegisterRoutes = (app, lms) => {
  app.get('/api/state', () => stateAsJson(lms.state));

  app.get('/api/answers/:sessionId', (request, reply) => {
    const { sessionId } = pathSchema.parse(request.params);
    const attempt = lms.state.attempts.findLast((one) => one.sessionId === sessionId);
    return attempt ?? reply.callNotFound();
  });
};
