import { z } from 'zod';
import { CheckStep } from '../../../contract/check.ts';
import { DeskWords } from '../../../contract/desk.ts';
import { COHORT_ACTIONS, type CohortActionName } from '../../cohorts/cohortActions.ts';

/** A field of the form that has to be filled in for the chosen action. */
export type CohortFault = 'action' | 'words' | 'minutes' | 'step' | 'nobody';

/** What was filled in, as it was typed. */
export interface CohortForm {
  readonly job: string;
  readonly whom: 'selected' | 'matching';
  readonly sessions: readonly string[];
  /** The address's query of the search that found them. */
  readonly search: string;
  readonly action: CohortActionName | undefined;
  readonly words: string;
  readonly extend: string;
  readonly late: string;
  readonly step: string;
  readonly confirmed: boolean;
  /** Whether anything was asked for yet. */
  readonly sent: boolean;
}

const text = z.string().max(4000).catch('').default('');

/** The form around the list of students: who is ticked there, and the search that the list shows. */
const Selection = z.object({
  session: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .catch([])
    .default([])
    .transform((ids) => ids.filter((id) => z.uuid().safeParse(id).success)),
  search: text,
});

/** Who is ticked (our ids), and the address's query of the search. Whatever else a form holds is left aside. */
export function readSelection(body: unknown): Pick<CohortForm, 'sessions' | 'search'> {
  const { session, search } = Selection.parse(body);
  return { sessions: session, search };
}

const Body = Selection.extend({
  job: z.uuid().optional().catch(undefined),
  whom: z.enum(['selected', 'matching']).catch('selected').default('selected'),
  action: z.enum(COHORT_ACTIONS).optional().catch(undefined),
  words: text,
  extend: text,
  late: text,
  step: text,
  confirmed: z.literal('yes').optional().catch(undefined),
  sent: z.literal('yes').optional().catch(undefined),
});

/** @param job the id of the job that this form begins, unless it brings one */
export function readCohortForm(body: unknown, job: string): CohortForm {
  const read = Body.parse(body);
  return {
    job: read.job ?? job,
    whom: read.whom,
    sessions: read.session,
    search: read.search,
    action: read.action,
    words: read.words,
    extend: read.extend,
    late: read.late,
    step: read.step,
    confirmed: read.confirmed === 'yes',
    sent: read.sent === 'yes',
  };
}

const minutes = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number)
  .pipe(z.number().int().min(1).max(600));

/** What the action is given. @param now milliseconds since the epoch */
export function cohortInput(form: CohortForm, now: number): object | CohortFault {
  switch (form.action) {
    case undefined:
      return 'action';
    case 'message': {
      const words = DeskWords.safeParse(form.words);
      return words.success ? { words: words.data } : 'words';
    }
    case 'extend-time': {
      const read = minutes.safeParse(form.extend);
      return read.success ? { minutes: read.data, sum: false } : 'minutes';
    }
    case 'late-entry': {
      const read = minutes.safeParse(form.late);
      return read.success ? { until: now + read.data * 60_000 } : 'minutes';
    }
    case 'overrule': {
      const read = CheckStep.safeParse(form.step);
      return read.success ? { step: read.data } : 'step';
    }
    case 'reopen':
    case 'suspend-closing':
    case 'resume-closing':
    case 'send-mail':
      return {};
  }
}
