import type { CheckStep } from './check.ts';
import type { Reason } from './reasons.ts';
import type { SessionView } from './session.ts';

/** The step of the system check that judges what a reason speaks of. */
export const STEP_BEHIND: Readonly<Partial<Record<Reason, CheckStep>>> = {
  second_display: 'displays',
  virtual_machine: 'virtual_machine',
  remote_session: 'virtual_machine',
  forbidden_process: 'processes',
  server_unreachable: 'network',
};

/** The steps that keep this candidate from nothing: waived by staff, or contested. */
export function overruledSteps({
  accommodations,
  contested,
}: Pick<SessionView, 'accommodations' | 'contested'>): CheckStep[] {
  return [...new Set([...accommodations.waivedSteps, ...contested.steps])];
}

/**
 * Whether what a reason rests on is overruled: the step behind it is waived for this candidate, or they
 * contested it. What is seen is still reported; it neither blocks nor covers any more (design.md §4).
 */
export function isOverruled(reason: Reason, overruled: readonly CheckStep[]): boolean {
  const step = STEP_BEHIND[reason];
  return step !== undefined && overruled.includes(step);
}
