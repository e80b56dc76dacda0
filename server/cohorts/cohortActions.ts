import { actions, type Action } from '../actions/index.ts';

/** What may be done to many sessions at once: exam-day trouble hits cohorts. */
export const COHORT_ACTIONS = [
  'message',
  'extend-time',
  'late-entry',
  'reopen',
  'overrule',
  'suspend-closing',
  'resume-closing',
  'send-mail',
] as const;
export type CohortActionName = (typeof COHORT_ACTIONS)[number];

/** The action with its input unread: what is kept of a job was read when it was made. */
export function cohortAction(name: CohortActionName): Action<unknown> {
  return actions[name] as Action<unknown>;
}
