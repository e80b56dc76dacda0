import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Accommodations } from '../../../contract/accommodations.ts';
import { CheckStep } from '../../../contract/check.ts';
import { actions, type Action } from '../../actions/index.ts';
import type { Deps } from '../../deps.ts';
import { ServerRefusal } from '../../refusal.ts';
import { withSession } from '../../sessions/withSession.ts';
import { grantBreakMinutes } from '../../storage/accommodations.ts';
import { basePath } from '../../answerRefusal.ts';
import { sentenceOf } from '../reasonWords.ts';
import { savedQuery, type FormOutcome } from './outcome.tsx';
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

/** What a form does with what it was given, and what came of it. */
type Apply<Given> = (grant: Grant, given: Given, say: Say) => Promise<FormOutcome>;

/** One form of the student's page. */
type Deed = Apply<unknown>;

/** The forms with which staff grant accommodations. Every grant is audited by the storage. */
export function grantRoutes(app: FastifyInstance, deps: Deps): void {
  const deeds: Readonly<Record<string, Deed>> = {
    'extra-minutes': minutes('extra', (grant, given, say) =>
      perform(actions['extend-time'], grant, { minutes: given, sum: true }, say),
    ),
    'break-minutes': minutes('break', async (grant, given) => {
      await grantBreakMinutes(deps.database, { ...grant, minutes: given });
      return { saved: true };
    }),
    waive: step((grant, given, say) => perform(actions.overrule, grant, { step: given }, say)),
    unwaive: step((grant, given, say) =>
      perform(actions['withdraw-overrule'], grant, { step: given }, say),
    ),
  };
  for (const [name, deed] of Object.entries(deeds)) {
    app.post(
      `/staff/exams/:exam/students/:session/${name}`,
      { config: { deed: 'accommodate' } },
      async (request, reply) => {
        const { ids, grant } = await grantOf(request);
        const say = staffSay(request);
        const outcome = await deed(grant, request.body, say);
        if (!outcome.saved) {
          const details = await readStudentDetails(deps, requireSignedIn(request).fence, ids);
          const signedIn = requireSignedIn(request);
          void reply.code(422);
          const page = { base: basePath(deps), say, signedIn, details, outcome };
          return sendPage(reply, StudentPage(page));
        }
        deps.changes.publish({ sessionId: ids.session, examId: ids.exam });
        const here = `${basePath(deps)}staff/exams/${ids.exam}/students/${ids.session}`;
        return reply.redirect(`${here}${savedQuery(outcome.note)}#accommodations`, 303);
      },
    );
  }

  async function perform<Input>(
    action: Action<Input>,
    grant: Grant,
    input: Input,
    say: Say,
  ): Promise<FormOutcome> {
    const { sessionId, actor } = grant;
    const done = await withSession(deps, sessionId, (work) => action.perform(work, input, actor));
    if (done === undefined) throw new ServerRefusal('not_found');
    if (done.done) return { saved: true, note: done.note };
    // It is as the form says already: who sends one twice did nothing wrong.
    if (done.reason === 'nothing_to_change') return { saved: true };
    return { saved: false, why: sentenceOf(done.reason, say.language).sentence };
  }

  async function grantOf(request: FastifyRequest) {
    const ids = StudentIds.parse(request.params);
    // The session must be one of the exam in the address, whatever the form says.
    await readStudentDetails(deps, requireSignedIn(request).fence, ids);
    const actor = actorOf(requireSignedIn(request));
    return { ids, grant: { sessionId: ids.session, at: deps.clock.now(), actor } };
  }
}

function minutes(kind: 'extra' | 'break', apply: Apply<number>): Deed {
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
      return {
        saved: false,
        why: say('student.minutesFault', { field, most: MINUTES_MOST[kind] }),
      };
    }
    return apply(grant, form.data.minutes, say);
  };
}

function step(apply: Apply<CheckStep>): Deed {
  const Form = z.object({ step: CheckStep });
  return async (grant, body, say) => {
    const form = Form.safeParse(body);
    if (!form.success) return { saved: false, why: say('student.stepFault') };
    return apply(grant, form.data.step, say);
  };
}
