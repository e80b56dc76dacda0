import { processJudge } from '../../contract/processRules.ts';
import type { CheckSystem } from '../checks/index.ts';
import type { RunningProcess } from '../system/runningProcess.ts';
import { sessionAtHand, type StageParts } from './parts.ts';

export interface ForbiddenSources extends Pick<StageParts, 'sessions'> {
  readonly system: Pick<CheckSystem, 'readProcesses'>;
  /** Our own process, which is none of them. */
  readonly ownPid: number;
}

/** The processes that this exam forbids and that run now, by the rule that each meets. */
export async function forbiddenRunning({
  sessions,
  system,
  ownPid,
}: ForbiddenSources): Promise<ReadonlyMap<string, readonly RunningProcess[]>> {
  const { policy } = sessionAtHand(sessions).grant;
  const reading = await system.readProcesses();
  const judge = processJudge(policy.processes, reading.system);
  const byRule = new Map<string, RunningProcess[]>();
  for (const process of reading.processes) {
    if (process.pid === ownPid) continue;
    const judged = judge(process);
    if (judged.verdict !== 'forbidden') continue;
    const { id } = judged.rule;
    byRule.set(id, [...(byRule.get(id) ?? []), process]);
  }
  return byRule;
}
