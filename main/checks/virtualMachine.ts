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
 * Where a guest is allowed the evidence stands beside `pass`, for the record. What blocks comes first.
 */
export function judgeMachine(
  { hardware, session }: MachineReading,
  policy: Pick<LockdownPolicy, 'machine'>,
): CheckVerdict {
  const machine = judgeVirtualMachine(hardware);
  const remote = judgeRemoteSession(session);
  const parts = [
    { ...machine, outcome: outcomeOf(machine.verdict, policy.machine.virtualMachine) },
    { ...remote, outcome: outcomeOf(remote.verdict, policy.machine.remoteSession) },
  ].sort((one, other) => SEVERITY.indexOf(other.outcome) - SEVERITY.indexOf(one.outcome));
  const evidence: Evidence[] = parts.flatMap((part) =>
    part.verdict === 'clean' ? [] : part.evidence,
  );
  if (evidence.length === 0 && !tellsAnything(hardware)) {
    return { outcome: 'warn', evidence: [{ code: 'machine_unread', values: {} }] };
  }
  return { outcome: parts[0]?.outcome ?? 'pass', evidence };
}

const SEVERITY: readonly CheckOutcome[] = ['pass', 'warn', 'fail'];

function outcomeOf(
  verdict: 'clean' | 'suspicious' | 'virtual' | 'remote',
  access: Access,
): CheckOutcome {
  if (verdict === 'clean' || access === 'allow') return 'pass';
  return verdict === 'suspicious' || access === 'warn' ? 'warn' : 'fail';
}

/** Whether any of the parts that could have told a guest was read. */
function tellsAnything(hardware: HardwareReading): boolean {
  const { manufacturer, model, hypervisorPresent, detectedMachine, pciVendors, deviceTreeModel } =
    hardware;
  return [
    manufacturer,
    model,
    hypervisorPresent,
    detectedMachine,
    pciVendors,
    deviceTreeModel,
  ].some((part) => part !== undefined);
}
