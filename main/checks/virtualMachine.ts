import type { CheckOutcome, CheckVerdict, Evidence } from '../../contract/check.ts';
import type { LockdownPolicy } from '../../contract/lockdownPolicy.ts';
import type { HardwareReading } from '../system/hardwareReading.ts';
import type { Check, MachineReading } from './check.ts';
import { judgeRemoteSession } from './machine/remoteSession.ts';
import { judgeVirtualMachine } from './machine/virtualMachine.ts';

/** A machine of the candidate's own, with the candidate in front of it. Signs are weighed, none blocks alone. */
export const virtualMachine: Check<MachineReading> = {
  step: 'virtual_machine',
  timeout: 20_000,
  probe: (system) => system.readMachine(),
  judge: judgeMachine,
};

type Access = LockdownPolicy['machine']['virtualMachine'];

/**
 * Evidence is listed from suspicion on: on a clean machine a single harmless sign would only worry.
 * Where a guest is allowed the evidence stands beside `pass`, for the record.
 */
export function judgeMachine(
  { hardware, session }: MachineReading,
  policy: Pick<LockdownPolicy, 'machine'>,
): CheckVerdict {
  const machine = judgeVirtualMachine(hardware);
  const remote = judgeRemoteSession(session);
  const judged = [
    outcomeOf(machine.verdict, policy.machine.virtualMachine),
    outcomeOf(remote.verdict, policy.machine.remoteSession),
  ];
  const evidence: Evidence[] = [
    ...(machine.verdict === 'clean' ? [] : machine.evidence),
    ...(remote.verdict === 'clean' ? [] : remote.evidence),
  ];
  if (evidence.length === 0 && !tellsAnything(hardware)) {
    return { outcome: 'warn', evidence: [{ code: 'machine_unread', values: {} }] };
  }
  return { outcome: worst(judged), evidence };
}

function outcomeOf(
  verdict: 'clean' | 'suspicious' | 'virtual' | 'remote',
  access: Access,
): CheckOutcome {
  if (verdict === 'clean' || access === 'allow') return 'pass';
  return verdict === 'suspicious' || access === 'warn' ? 'warn' : 'fail';
}

function worst(outcomes: readonly CheckOutcome[]): CheckOutcome {
  if (outcomes.includes('fail')) return 'fail';
  return outcomes.includes('warn') ? 'warn' : 'pass';
}

/** Whether any of the parts that could have told a guest was read. */
function tellsAnything(hardware: HardwareReading): boolean {
  const { manufacturer, model, hypervisorPresent, detectedMachine, pciVendors } = hardware;
  return [manufacturer, model, hypervisorPresent, detectedMachine, pciVendors].some(
    (part) => part !== undefined,
  );
}
