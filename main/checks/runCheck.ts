import {
  wireState,
  type CheckResult,
  type CheckStep,
  type CheckVerdict,
} from '../../contract/check.ts';
import type { LockdownPolicy } from '../../contract/lockdownPolicy.ts';
import type { Check, CheckSystem } from './check.ts';

export interface RunDeps {
  readonly system: CheckSystem;
  readonly policy: LockdownPolicy;
  /** Told of a probe that failed, for the log; the candidate sees only that it could not be read. */
  readonly onUnread?: (step: CheckStep, cause: unknown) => void;
}

class TookTooLong extends Error {}

/**
 * Probes and judges one step. Never rejects: what cannot be read in time is a warning that says so,
 * never a fault of the candidate.
 */
export async function runOne<Reading>(check: Check<Reading>, deps: RunDeps): Promise<CheckResult> {
  const verdict = await verdictOf(check, deps);
  return {
    step: check.step,
    state: wireState(verdict.outcome),
    outcome: verdict.outcome,
    evidence: [...verdict.evidence],
  };
}

async function verdictOf<Reading>(check: Check<Reading>, deps: RunDeps): Promise<CheckVerdict> {
  try {
    const reading = await inTime(check.probe(deps.system), check.timeout);
    return check.judge(reading, deps.policy);
  } catch (cause) {
    deps.onUnread?.(check.step, cause);
    const code = cause instanceof TookTooLong ? 'probe_too_slow' : 'probe_unreadable';
    return { outcome: 'warn', evidence: [{ code, values: { step: check.step } }] };
  }
}

async function inTime<T>(reading: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TookTooLong(`no answer within ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}
