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
import { isConfirmed } from './confirmed.ts';
import { askForGrant, GRANTS, type Granted, type GrantName } from './grantQuestion.ts';
import { readStudentDetails, type StudentDetails } from './readStudentDetails.ts';
import type { Question } from './secondQuestion.tsx';
import { sendPage, staffSay } from '../sendPage.ts';
import { actorOf, requireSignedIn } from './signedIn.ts';
import { MINUTES_MOST } from './minutesMost.ts';
import { StudentPage, type StudentPageProps } from './studentPage.tsx';
import { StudentIds } from './studentIds.ts';
import type { Say } from '../words.ts';

/** A grant as the storage takes it: whose, by whom and when. */
interface Grant {
  readonly sessionId: string;
  readonly at: number;
  readonly actor: string;
}

/** What one form of the student's page gave and does when it is meant, or what is missing in it. */
type Read =
  | { readonly fault: string }
  | { readonly given: Granted; readonly apply: (grant: Grant) => Promise<FormOutcome> };

/** The forms with which staff grant accommodations. Every grant is audited by the storage. */
export function grantRoutes(app: FastifyInstance, deps: Deps): void {
  const deeds: Readonly<Record<GrantName, (body: unknown, say: Say) => Read>> = {
    'extra-minutes': (body, say) =>
      withMinutes('extra', body, say, (grant, minutes) =>
        perform(actions['extend-time'], grant, { minutes, sum: true }, say),
      ),
    'break-minutes': (body, say) =>
      withMinutes('break', body, say, async (grant, minutes) => {
        await grantBreakMinutes(deps.database, { ...grant, minutes });
        return { saved: true };
      }),
    waive: (body, say) =>
      withStep(body, say, (grant, step) => perform(actions.overrule, grant, { step }, say)),
    unwaive: (body, say) =>
      withStep(body, say, (grant, step) =>
        perform(actions['withdraw-overrule'], grant, { step }, say),
      ),
  };
  for (const name of GRANTS) {
    const deed = deeds[name];
    app.post(
      `/staff/exams/:exam/students/:session/${name}`,
      { config: { deed: 'accommodate' } },
      async (request, reply) => {
        const { ids, grant } = await grantOf(request);
        const say = staffSay(request);
        const here = `${basePath(deps)}staff/exams/${ids.exam}/students/${ids.session}`;
        const read = deed(request.body, say);
        if ('fault' in read) return show({ outcome: { saved: false, why: read.fault } });
        const given = { [name]: String(Object.values(read.given)[0]) };
        if (!isConfirmed(request.body)) {
          return show({ given }, ({ student }) =>
            askForGrant({ say, here, name, student: student.name, given: read.given }),
          );
        }
        const outcome = await read.apply(grant);
        if (!outcome.saved) return show({ outcome, given });
        deps.changes.publish({ sessionId: ids.session, examId: ids.exam });
        return reply.redirect(`${here}${savedQuery(outcome.note)}#accommodations`, 303);

        async function show(
          part: Pick<StudentPageProps, 'outcome' | 'given'>,
          ask?: (details: StudentDetails) => Question,
        ) {
          const signedIn = requireSignedIn(request);
          const details = await readStudentDetails(deps, signedIn.fence, ids);
          if (part.outcome !== undefined) void reply.code(422);
          const question = ask === undefined ? {} : { question: ask(details) };
          const page = { base: basePath(deps), say, signedIn, details };
          return sendPage(reply, StudentPage({ ...page, ...part, ...question }));
        }
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

function withMinutes(
  kind: 'extra' | 'break',
  body: unknown,
  say: Say,
  apply: (grant: Grant, minutes: number) => Promise<FormOutcome>,
): Read {
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
  const form = Form.safeParse(body);
  if (!form.success) {
    const field = say(`student.${kind}Minutes`);
    return { fault: say('student.minutesFault', { field, most: MINUTES_MOST[kind] }) };
  }
  const { minutes } = form.data;
  return { given: { minutes }, apply: (grant) => apply(grant, minutes) };
}

function withStep(
  body: unknown,
  say: Say,
  apply: (grant: Grant, step: CheckStep) => Promise<FormOutcome>,
): Read {
  const form = z.object({ step: CheckStep }).safeParse(body);
  if (!form.success) return { fault: say('student.stepFault') };
  const { step } = form.data;
  return { given: { step }, apply: (grant) => apply(grant, step) };
}
