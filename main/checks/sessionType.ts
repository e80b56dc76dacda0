import type { CheckVerdict, Evidence } from '../../contract/check.ts';
import type { SessionReading } from '../system/sessionType.ts';
import type { Check } from './check.ts';
import { judgeRemoteSession } from './machine/remoteSession.ts';

/** The kind of desktop, and what it keeps from us. Only ever warns: a remote one is judged with the machine. */
export const sessionType: Check<SessionReading> = {
  step: 'session_type',
  timeout: 10_000,
  probe: (system) => system.readSession(),
  judge: judgeSession,
};

/** A screen reader is named so that support knows of it, and is no fault. */
export function judgeSession(reading: SessionReading): CheckVerdict {
  const faults: Evidence[] = [];
  // Wayland lets no application stay on top, know the foreground or capture more than one chosen source.
  if (reading.type === 'wayland') faults.push({ code: 'session_wayland', values: {} });
  if (judgeRemoteSession(reading).verdict !== 'clean') {
    faults.push({ code: 'session_remote', values: {} });
  }
  const notes: Evidence[] = reading.screenReader
    ? [{ code: 'session_screen_reader', values: {} }]
    : [];
  return { outcome: faults.length > 0 ? 'warn' : 'pass', evidence: [...faults, ...notes] };
}
