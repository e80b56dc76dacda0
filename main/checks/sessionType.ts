import type { CheckVerdict, Evidence } from '../../contract/check.ts';
import { deviceEvidence, MOST_DEVICES } from '../../contract/device.ts';
import type { LockdownPolicy } from '../../contract/lockdownPolicy.ts';
import type { Device } from '../system/devices/index.ts';
import type { SessionReading } from '../system/sessionType.ts';
import type { SideChannelReading } from '../system/sideChannels/index.ts';
import type { Check } from './check.ts';
import { judgeRemoteSession } from './machine/remoteSession.ts';
import { sideChannelsToTell } from './sideChannels.ts';

/** The desktop at hand: what kind it is, what is switched on in it, what is connected to it. */
export interface DesktopReading {
  readonly session: SessionReading;
  readonly sideChannels: SideChannelReading;
  /** Undefined where they could not be listed. */
  readonly devices: readonly Device[] | undefined;
}

/**
 * The kind of desktop, what it keeps from us, and what on it is to be switched off. Only ever warns: a
 * remote one is judged with the machine. The devices are listed beside, and are no fault.
 */
export const sessionType: Check<DesktopReading> = {
  step: 'session_type',
  timeout: 15_000,
  async probe(system) {
    const [session, sideChannels, devices] = await Promise.all([
      system.readSession(),
      system.readSideChannels(),
      system.listDevices(),
    ]);
    return { session, sideChannels, devices };
  },
  judge: judgeDesktop,
};

export function judgeDesktop(
  { session, sideChannels, devices }: DesktopReading,
  policy: Pick<LockdownPolicy, 'sideChannels'>,
): CheckVerdict {
  const { outcome, evidence } = judgeSession(session);
  const channels = sideChannelsToTell(sideChannels, policy.sideChannels);
  return {
    outcome: channels.length > 0 ? 'warn' : outcome,
    evidence: [...evidence, ...channels.map((found) => found.evidence), ...listOf(devices)],
  };
}

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

function listOf(devices: readonly Device[] | undefined): Evidence[] {
  if (devices === undefined) return [{ code: 'device_list_unread', values: {} }];
  const named = devices.slice(0, MOST_DEVICES).map(deviceEvidence);
  const more = devices.length - named.length;
  return more > 0 ? [...named, { code: 'device_more', values: { count: more } }] : named;
}
