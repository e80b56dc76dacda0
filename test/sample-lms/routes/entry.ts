import { z } from 'zod';
import { viewPath } from '../addresses.ts';
import { html } from '../html.ts';
import type { RegisterRoutes } from '../lms.ts';
import { signIn } from '../logins.ts';
import { sendPage } from '../respond.ts';
import { entryToken } from '../tokens.ts';

const querySchema = z.object({ proctor_accesscode: z.string().min(1), token: z.string() });

/**
 * `sessionUrl` (measured): no cookie needed, good for more than one use, and it ends on the quiz
 * page, not on the first question. A session that was never offered here gets in as well, so
 * that a script may start one it signed itself.
 */
export const registerEntry: RegisterRoutes = (app, lms) => {
  app.get('/availability/condition/proctor/entry.php', (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success || query.data.token !== entryToken(query.data.proctor_accesscode)) {
      return sendPage(
        reply,
        {
          title: 'Access denied',
          body: html`<p class="notice">This link is not valid. Open the exam from your course.</p>`,
        },
        403,
      );
    }
    signIn(lms, reply, query.data.proctor_accesscode);
    return reply.redirect(viewPath, 303);
  });
};
