import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Accommodations } from '../../../contract/accommodations.ts';
import { CheckStep } from '../../../contract/check.ts';
import type { Deps } from '../../deps.ts';
import {
  grantBreakMinutes,
  grantExtraMinutes,
  unwaiveStep,
  waiveStep,
} from '../../storage/accommodations.ts';
import { basePath } from '../../answerRefusal.ts';
import { readStudentDetails } from './readStudentDetails.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { actorOf, requireSignedIn } from './signedIn.ts';
import { MINUTES_MOST } from './minutesMost.ts';
import { StudentPage } from './studentPage.tsx';
import { StudentIds } from './studentIds.ts';
import type { Say } from '../words.ts';

/** A grant as the storage takes it: whose, by whom and when. */
interface Grant {
  readonly sessionId: string;
  readonly at: number;
  readonly actor: string;
}

/** One form of the student's page: does what it asks, or says in a sentence why not. */
type Deed = (
  grant: Grant,
  body: unknown,
  say: Say,
) => Promise<{ readonly refused: string } | undefined>;

/** The forms with which staff grant accommodations. Every grant is audited by the storage. */
export function grantRoutes(app: FastifyInstance, deps: Deps): void {
  const deeds: Readonly<Record<string, Deed>> = {
    'extra-minutes': minutes('extra', (grant) => grantExtraMinutes(deps.database, grant)),
    'break-minutes': minutes('break', (grant) => grantBreakMinutes(deps.database, grant)),
    waive: step((grant) => waiveStep(deps.database, grant)),
    unwaive: step((grant) => unwaiveStep(deps.database, grant)),
  };
  for (const [name, deed] of Object.entries(deeds)) {
    app.post(
      `/staff/exams/:exam/students/:session/${name}`,
      { config: { deed: 'accommodate' } },
      async (request, reply) => {
        const { ids, grant } = await grantOf(request);
        const say = staffSay(request);
        const outcome = await deed(grant, request.body, say);
        if (outcome !== undefined) {
          const details = await readStudentDetails(deps, requireSignedIn(request).fence, ids);
          const signedIn = requireSignedIn(request);
          const why = { saved: false, why: outcome.refused } as const;
          void reply.code(422);
          const page = { base: basePath(deps), say, signedIn, details, outcome: why };
          return sendPage(reply, StudentPage(page));
        }
        deps.changes.publish({ sessionId: ids.session, examId: ids.exam });
        const here = `${basePath(deps)}staff/exams/${ids.exam}/students/${ids.session}`;
        return reply.redirect(`${here}?saved=yes#accommodations`, 303);
      },
    );
  }

  async function grantOf(request: FastifyRequest) {
    const ids = StudentIds.parse(request.params);
    // The session must be one of the exam in the address, whatever the form says.
    await readStudentDetails(deps, requireSignedIn(request).fence, ids);
    const actor = actorOf(requireSignedIn(request));
    return { ids, grant: { sessionId: ids.session, at: deps.clock.now(), actor } };
  }
}

function minutes(
  kind: 'extra' | 'break',
  apply: (grant: Grant & { minutes: number }) => Promise<unknown>,
): Deed {
  const { extraMinutes, breakMinutes } = Accommodations.shape;
  const range = (kind === 'extra' ? extraMinutes : breakMinutes).unwrap();
  // Only digits are a whole number of minutes; `1e2` and blanks are not what anyone meant.
  const Form = z.object({
    minutes: z
      .string()
      .regex(/^\d{1,4}$/)
      .transform(Number)
      .pipe(range),
  });
  return async (grant, body, say) => {
    const form = Form.safeParse(body);
    if (!form.success) {
      const field = say(`student.${kind}Minutes`);
      return { refused: say('student.minutesFault', { field, most: MINUTES_MOST[kind] }) };
    }
    await apply({ ...grant, minutes: form.data.minutes });
    return undefined;
  };
}

function step(apply: (grant: Grant & { step: CheckStep }) => Promise<unknown>): Deed {
  const Form = z.object({ step: CheckStep });
  return async (grant, body, say) => {
    const form = Form.safeParse(body);
    if (!form.success) return { refused: say('student.stepFault') };
    await apply({ ...grant, step: form.data.step });
    return undefined;
  };
}
