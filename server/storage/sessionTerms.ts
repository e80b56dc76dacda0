import type { StartParameters } from '../../contract/startParameters.ts';

/** Of a start's parameters what a session is judged by at every report. */
export type SessionTerms = Pick<
  StartParameters,
  | 'examName'
  | 'duration'
  | 'schedule'
  | 'proctoring'
  | 'identification'
  | 'sendManualWarningsToLearner'
  | 'language'
  | 'sessionFinishUrl'
  | 'reviewUrl'
>;
