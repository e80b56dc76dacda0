import type { CheckResult } from '../../contract/check.ts';
import type { Reason } from '../../contract/reasons.ts';

/** The reason that a failed step gives the blocked screen; undefined for a step that does not block. */
export function blockingReason({ step, outcome, evidence }: CheckResult): Reason | undefined {
  if (outcome !== 'fail') return undefined;
  switch (step) {
    case 'displays':
      return 'second_display';
    case 'virtual_machine':
      return evidence.some(({ code }) => code.startsWith('vm_'))
        ? 'virtual_machine'
        : 'remote_session';
    case 'processes':
      return 'forbidden_process';
    case 'network':
      return 'server_unreachable';
    default:
      return undefined;
  }
}
