import type { CheckStep } from '../../contract/check.ts';
import type { LockdownPolicy } from '../../contract/lockdownPolicy.ts';

/**
 * The policy with what staff waived for this candidate: a waived step neither keeps from the exam nor
 * covers it later, and what is seen is still said.
 */
export function waivedPolicy(policy: LockdownPolicy, waived: readonly CheckStep[]): LockdownPolicy {
  const displays = waived.includes('displays')
    ? { ...policy.displays, allowsSeveral: true }
    : policy.displays;
  const processes = waived.includes('processes')
    ? { ...policy.processes, during: 'incident' as const }
    : policy.processes;
  return { ...policy, displays, processes };
}
