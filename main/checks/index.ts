import type { CheckResult, CheckStep } from '../../contract/check.ts';
import { disk } from './disk.ts';
import { displays } from './displays.ts';
import { network } from './network.ts';
import { power } from './power.ts';
import { processes } from './processes.ts';
import { runOne, type RunDeps } from './runCheck.ts';
import { sessionType } from './sessionType.ts';
import { virtualMachine } from './virtualMachine.ts';

export type { Check, CheckSystem, MachineReading, ProcessReading } from './check.ts';
export { blockingReason } from './blockingReason.ts';
export type { RunDeps } from './runCheck.ts';

/** The steps that main reads by itself, in the order in which the candidate sees them. */
export const CHECKS = [
  displays,
  virtualMachine,
  processes,
  network,
  power,
  disk,
  sessionType,
] as const;

/** A step that main reads by itself; the others are read where the camera and the speakers are. */
export type MachineStep = Extract<
  CheckStep,
  'displays' | 'virtual_machine' | 'processes' | 'network' | 'power' | 'disk' | 'session_type'
>;

/** Whether `runCheck` can run this step. */
export function isMachineStep(step: CheckStep): step is MachineStep {
  return CHECKS.some((check) => check.step === step);
}

/** Runs one step now. Never rejects; a probe that fails or takes too long gives a warning. */
export function runCheck(step: MachineStep, deps: RunDeps): Promise<CheckResult> {
  switch (step) {
    case 'displays':
      return runOne(displays, deps);
    case 'virtual_machine':
      return runOne(virtualMachine, deps);
    case 'processes':
      return runOne(processes, deps);
    case 'network':
      return runOne(network, deps);
    case 'power':
      return runOne(power, deps);
    case 'disk':
      return runOne(disk, deps);
    case 'session_type':
      return runOne(sessionType, deps);
  }
}
