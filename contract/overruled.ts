import type { CheckStep } from './check.ts';
import type { Reason } from './reasons.ts';

/** The step of the system check that judges what a reason speaks of. */
export const STEP_BEHIND: Readonly<Partial<Record<Reason, CheckStep>>> = {
  second_display: 'displays',
  virtual_machine: 'virtual_machine',
  remote_session: 'virtual_machine',
  forbidden_process: 'processes',
  server_unreachable: 'network',
};

/**
 * Whether staff overruled what a reason rests on: the step behind it is waived for this candidate. What is
 * seen is still reported; it neither blocks nor covers any more (design.md §4).
 */
export function isOverruled(reason: Reason, waivedSteps: readonly CheckStep[]): boolean {
  const step = STEP_BEHIND[reason];
  return step !== undefined && waivedSteps.includes(step);
}
