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
import { isConfirmed } from './confirmed.ts';
import { readStudentDetails, type StudentDetails } from './readStudentDetails.ts';
import type { Question } from './secondQuestion.tsx';
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
      const here = `${basePath(deps)}staff/exams/${ids.exam}/students/${ids.session}`;
      const known = await readStudentDetails(deps, signedIn.fence, ids);
      const page = { base: basePath(deps), say, signedIn };
      const read = Form.safeParse(request.body);
      // A conclusion that may be given anew needs no second question.
      if (read.success && asksTwice(known) && !isConfirmed(request.body)) {
        const { conclusion, comment } = read.data;
        const question: Question = {
          title: say('conclusion.ask', {
            name: known.student.name,
            conclusion: say(`conclusion.${conclusion}`),
          }),
          lines: [say('conclusion.finalWhy'), ...(comment === '' ? [] : [comment])],
          yes: say('conclusion.save'),
          to: `${here}/conclusion`,
          fields: { conclusion, comment },
          left: `${here}#conclusion`,
        };
        const given = { conclusion: { conclusion, comment } };
        return sendPage(reply, StudentPage({ ...page, details: known, question, given }));
      }
      const why = await conclude();
      if (why === undefined) {
        return reply.redirect(`${here}?saved=yes#conclusion`, 303);
      }
      const details = await readStudentDetails(deps, signedIn.fence, ids);
      void reply.code(422);
      const given = read.success ? { given: { conclusion: read.data } } : {};
      const outcome = { saved: false, why } as const;
      return sendPage(reply, StudentPage({ ...page, details, outcome, ...given }));

      async function conclude(): Promise<string | undefined> {
        if (!read.success) return say('conclusion.fault', { most: COMMENT_MOST });
        try {
          await withSession(deps, ids.session, (work) =>
            concludeSession(work, read.data, actorOf(signedIn)),
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

/** What is refused in any case is not asked about first. */
function asksTwice({ isConclusionFinal, conclusion, row }: StudentDetails): boolean {
  return isConclusionFinal && conclusion === undefined && row.closedAt !== null;
}
