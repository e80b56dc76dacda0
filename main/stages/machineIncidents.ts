import type { CheckResult, Evidence } from '../../contract/check.ts';
import type { Incident, IncidentKind, Severity } from '../../contract/incident.ts';

/** How many pieces of evidence an incident carries. */
const MOST = 20;

const TOPICS: readonly { prefix: string; suspected: IncidentKind; allowed: IncidentKind }[] = [
  { prefix: 'vm_', suspected: 'virtual_machine_suspected', allowed: 'virtual_machine_allowed' },
  { prefix: 'remote_', suspected: 'remote_session_suspected', allowed: 'remote_session_allowed' },
];

/**
 * What the proctor is told of a machine that is or may be a guest, or be used from elsewhere: with the
 * evidence, whether it may start, is blocked, or is allowed. Nothing of a clean one. Pure.
 */
export function machineIncidents({ step, outcome, evidence }: CheckResult): Incident[] {
  if (step !== 'virtual_machine' || outcome === undefined) return [];
  return TOPICS.flatMap(({ prefix, suspected, allowed }) => {
    const found = evidence.filter((piece: Evidence) => piece.code.startsWith(prefix));
    if (found.length === 0) return [];
    const kind = outcome === 'pass' ? allowed : suspected;
    return [{ kind, severity: SEVERITIES[outcome], evidence: found.slice(0, MOST) }];
  });
}

const SEVERITIES: Readonly<Record<NonNullable<CheckResult['outcome']>, Severity>> = {
  pass: 'info',
  warn: 'notice',
  fail: 'serious',
};
