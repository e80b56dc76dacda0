import type { JSONColumnType } from 'kysely';
import type { CohortActionName } from '../cohorts/cohortActions.ts';

/** One deed on many sessions of an exam. */
export interface CohortJobTable {
  /** Made with the form, so that a form that is sent twice is one job. */
  id: string;
  examId: string;
  /** As the audit names who began it. */
  actor: string;
  action: CohortActionName;
  input: JSONColumnType<object>;
  at: Date;
  /** How many sessions it is about. */
  total: number;
  finishedAt: Date | null;
}

/** `refused`: the session is in no state for it; `failed`: the server could not, and may try again. */
export type CohortState = 'waiting' | 'done' | 'refused' | 'failed';

export interface CohortItemTable {
  jobId: string;
  sessionId: string;
  /** In this order. */
  number: number;
  state: CohortState;
  /** A reason code of the refusal; of what was done, the name of what has to be said of it. */
  reason: string | null;
  doneAt: Date | null;
}
