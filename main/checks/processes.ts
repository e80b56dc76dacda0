import type { CheckVerdict } from '../../contract/check.ts';
import type { LockdownPolicy } from '../../contract/lockdownPolicy.ts';
import { processJudge, type ProcessRule } from '../../contract/processRules.ts';
import { programEvidence } from '../../contract/programEvidence.ts';
import type { Check, ProcessReading } from './check.ts';

/** No forbidden program runs. Which others run is nobody's business and leaves the machine in no form. */
export const processes: Check<ProcessReading> = {
  step: 'processes',
  timeout: 20_000,
  probe: (system) => system.readProcesses(),
  judge: judgeProcesses,
};

/** More than anybody closes in one go; what is cut off shows up at the next "Check again". */
const MOST_NAMED = 20;

export function judgeProcesses(
  reading: ProcessReading,
  policy: Pick<LockdownPolicy, 'processes'>,
): CheckVerdict {
  const found = forbiddenPrograms(reading, policy);
  if (found.length === 0) return { outcome: 'pass', evidence: [] };
  return {
    outcome: policy.processes.atStart === 'block' ? 'fail' : 'warn',
    evidence: found.slice(0, MOST_NAMED).map(programEvidence),
  };
}

/** Each forbidden program that runs, once, however many processes it has. */
export function forbiddenPrograms(
  { processes: running, system }: ProcessReading,
  policy: Pick<LockdownPolicy, 'processes'>,
): ProcessRule[] {
  const judge = processJudge(policy.processes, system);
  const rules = new Map<string, ProcessRule>();
  for (const process of running) {
    const judged = judge(process);
    if (judged.verdict === 'forbidden') rules.set(judged.rule.id, judged.rule);
  }
  return [...rules.values()];
}
