import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { COMMENT_MOST, Conclusion } from '../../../contract/conclusion.ts';
import { basePath } from '../../answerRefusal.ts';
import type { Deps } from '../../deps.ts';
import { ServerRefusal } from '../../refusal.ts';
import { concludeSession } from '../../sessions/concludeSession.ts';
import { withSession } from '../../sessions/withSession.ts';
import { sentenceOf } from '../reasonWords.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { readStudentDetails } from './readStudentDetails.ts';
import { actorOf, requireSignedIn } from './signedIn.ts';
import { StudentIds } from './studentIds.ts';
import { StudentPage } from './studentPage.tsx';

const Form = z.object({
  conclusion: Conclusion,
  // No database keeps a NUL. A browser sends line ends as CR LF.
  comment: z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .max(COMMENT_MOST)
        .regex(/^[^\0]*$/),
    ),
});

/** The form with which a session is concluded. */
export function conclusionRoutes(app: FastifyInstance, deps: Deps): void {
  app.post(
    '/staff/exams/:exam/students/:session/conclusion',
    { config: { deed: 'review' } },
    async (request, reply) => {
      const ids = StudentIds.parse(request.params);
      const signedIn = requireSignedIn(request);
      const say = staffSay(request);
      const why = await conclude();
      if (why === undefined) {
        const here = `${basePath(deps)}staff/exams/${ids.exam}/students/${ids.session}`;
        return reply.redirect(`${here}?saved=yes#conclusion`, 303);
      }
      const details = await readStudentDetails(deps, signedIn.fence, ids);
      void reply.code(422);
      const page = { base: basePath(deps), say, signedIn, details };
      return sendPage(reply, StudentPage({ ...page, outcome: { saved: false, why } }));

      async function conclude(): Promise<string | undefined> {
        const form = Form.safeParse(request.body);
        if (!form.success) return say('conclusion.fault', { most: COMMENT_MOST });
        try {
          await withSession(deps, ids.session, (work) =>
            concludeSession(work, form.data, actorOf(signedIn)),
          );
          return undefined;
        } catch (error) {
          if (error instanceof ServerRefusal)
            return sentenceOf(error.reason, say.language).sentence;
          throw error;
        }
      }
    },
  );
}
