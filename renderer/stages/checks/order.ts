import { isRequired } from '../../../contract/check.ts';
import { checkNeeds } from '../../../contract/journey.ts';
import type { CheckStep } from '../../../contract/check.ts';
import type { JourneyAt } from '../../../contract/journey.ts';
import type { SessionView } from '../../../contract/session.ts';

/** The steps as the candidate meets them: what needs a person first, then what runs by itself. */
export const GROUPS = {
  devices: ['webcam', 'microphone', 'speakers', 'screenshare', 'mobile'],
  connection: ['network', 'bandwidth'],
  computer: ['displays', 'virtual_machine', 'processes', 'session_type', 'power', 'disk'],
} as const satisfies Record<string, readonly CheckStep[]>;

export type Group = keyof typeof GROUPS;
export const GROUP_NAMES = Object.keys(GROUPS) as Group[];

/** Whether the step is run at all: not when the exam does not use it or staff waived it. */
export function isRun(step: CheckStep, session: SessionView): boolean {
  const { mobile, notNeeded, waived } = checkNeeds(session);
  if (step === 'mobile' && !mobile) return false;
  return !notNeeded.includes(step) && !waived.includes(step);
}

/** The steps to run, in order. */
export function stepsToRun(session: SessionView): CheckStep[] {
  return GROUP_NAMES.flatMap((group) => [...GROUPS[group]]).filter((step) => isRun(step, session));
}

type Results = JourneyAt<'checks'>['results'];

/** Whether main has judged the step. */
export function isSettled(step: CheckStep, results: Results): boolean {
  const state = results[step]?.state;
  return state === 'succeeded' || state === 'failed';
}

/**
 * The step at work: what the candidate asked for again, else the first without a result. A step that
 * could not be run at all waits until it is asked for, so that the others get their turn.
 */
export function stepAtWork(
  session: SessionView,
  results: Results,
  again: readonly CheckStep[],
  broken: readonly CheckStep[],
): CheckStep | undefined {
  if (again[0] !== undefined) return again[0];
  return stepsToRun(session).find((step) => !isSettled(step, results) && !broken.includes(step));
}

export type RowState =
  | 'waiting'
  | 'running'
  | 'asking'
  | 'pass'
  | 'warn'
  | 'fail'
  | 'failAllowed'
  | 'notNeeded'
  | 'waived'
  | 'broken';

/** Steps at which a person has to look, speak or answer. */
const ASKS: ReadonlySet<CheckStep> = new Set<CheckStep>(['microphone', 'speakers']);

/** What a row says of its step. */
export function rowState(
  step: CheckStep,
  journey: JourneyAt<'checks'>,
  atWork: CheckStep | undefined,
  broken: readonly CheckStep[],
): RowState {
  const { session, results } = journey;
  const needs = checkNeeds(session);
  if (step === atWork) return ASKS.has(step) ? 'asking' : 'running';
  const result = results[step];
  // Contested, not waived: what was seen stays on the list.
  const isWaived = session.accommodations.waivedSteps.includes(step);
  if (!isWaived && needs.waived.includes(step) && result?.state === 'failed') return 'failAllowed';
  if (needs.waived.includes(step)) return 'waived';
  const isUnused = step === 'mobile' && !needs.mobile;
  if (isUnused || needs.notNeeded.includes(step)) return 'notNeeded';
  if (broken.includes(step)) return 'broken';
  if (result?.state === 'succeeded') return result.outcome === 'warn' ? 'warn' : 'pass';
  if (result?.state === 'failed') return isRequired(step, needs) ? 'fail' : 'failAllowed';
  return 'waiting';
}
