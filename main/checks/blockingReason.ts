import type { CheckResult } from '../../contract/check.ts';
import type { Reason } from '../../contract/reasons.ts';

/** The reason that a failed step gives the blocked screen; undefined for a step that does not block. */
export function blockingReason({ step, outcome, evidence }: CheckResult): Reason | undefined {
  if (outcome !== 'fail') return undefined;
  switch (step) {
    case 'displays':
      return 'second_display';
    case 'virtual_machine':
      // The evidence of what blocks comes first; the other may be listed after it.
      return evidence[0]?.code.startsWith('vm_') === true ? 'virtual_machine' : 'remote_session';
    case 'processes':
      return 'forbidden_process';
    case 'network':
      return 'server_unreachable';
    default:
      return undefined;
  }
}
