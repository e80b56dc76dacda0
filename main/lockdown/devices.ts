import { deviceEvidence, type DeviceKind } from '../../contract/device.ts';
import type { IncidentKind, Severity } from '../../contract/incident.ts';
import type { ConnectedDevices } from '../system/devices/connected.ts';
import type { Device } from '../system/devices/device.ts';
import { deviceLedger, type DeviceChanges, type DeviceLedger } from './deviceLedger.ts';
import { incident, type HoldDeps, type Measure } from './measure.ts';

/** A device that is reset or set up anew is back within this; a slow look needs two in a row. Milliseconds. */
const DEBOUNCE = 6_000;
/** A hub with disks behind it takes this long after sleep. Milliseconds. */
const AFTER_SLEEP = 20_000;
/** How often a loose plug is told of. Milliseconds. */
const RETURNS_EVERY = 10 * 60_000;
/** An incident carries twenty facts; the last says how many more there were. */
const MOST_NAMED = 19;

/** What brings files, another network or another screen into the exam. */
const WEIGHTY: ReadonlySet<DeviceKind> = new Set<DeviceKind>(['phone', 'storage', 'network']);

/**
 * Every device that is plugged in or out, by its name and kind. What changed since the system check is told
 * at once. Nothing is kept from happening: a mouse may break in an exam.
 */
export const devices: Measure = {
  name: 'devices',
  needed: false,
  applies: () => true,
  async hold(deps) {
    const { system, report, warn, clock, electron, onCheckAgain } = deps;
    const connected = system.devices;
    if (connected === undefined) return () => Promise.resolve();
    const before = connected.listed();
    const debounce = Math.max(DEBOUNCE, (connected.interval ?? 0) * 1.5);
    const own = deviceLedger(before?.system ?? (await connected.read()), debounce);
    let media = ledgerOf(before?.media ?? connected.media(), debounce);
    const tell = teller(deps);
    let lenientUntil = -Infinity;
    let held = true;
    let failing = false;
    let last = Promise.resolve();

    const look = async (): Promise<void> => {
      const now = clock.ticks();
      const seen = await connected.read();
      if (!held) return;
      const heard = connected.media();
      media ??= ledgerOf(heard, debounce);
      media?.beLenient(lenientUntil);
      const told = heard === undefined ? undefined : media?.see(heard, now);
      tell(join(own.see(seen, now), told), now);
      failing = false;
    };
    // One after another: an older reading must not be compared with a newer one.
    const lookInTurn = (): Promise<void> => {
      last = last.then(look).catch((cause: unknown) => {
        if (!failing) {
          warn('devices could not be listed', cause);
          const values = { measure: 'devices' };
          report(incident('lockdown_incomplete', 'notice', { code: 'lockdown_not_held', values }));
        }
        failing = true;
      });
      return last;
    };
    const woke = (): void => {
      lenientUntil = clock.ticks() + AFTER_SLEEP;
      own.beLenient(lenientUntil);
    };
    const timer = setInterval(() => void lookInTurn(), connected.interval ?? DEBOUNCE);
    const forget = connected.onMedia(() => void lookInTurn());
    electron.powerMonitor.on('resume', woke);
    onCheckAgain(lookInTurn);
    void lookInTurn();
    return () => {
      held = false;
      clearInterval(timer);
      forget();
      electron.powerMonitor.off('resume', woke);
      return Promise.resolve();
    };
  },
};

function ledgerOf(
  known: ReturnType<ConnectedDevices['media']>,
  debounce: number,
): DeviceLedger | undefined {
  return known === undefined ? undefined : deviceLedger(known, debounce);
}

function join(one: DeviceChanges, other: DeviceChanges | undefined): DeviceChanges {
  if (other === undefined) return one;
  return {
    connected: [...one.connected, ...other.connected],
    disconnected: [...one.disconnected, ...other.disconnected],
    returned: [...one.returned, ...other.returned],
  };
}

/** Tells changes, those of one look in one incident: a dock brings many devices at once. */
function teller({ report, notify, policy }: HoldDeps) {
  const toldBack = new Map<string, number>();
  return ({ connected, disconnected, returned }: DeviceChanges, now: number): void => {
    const back = returned.filter(
      ({ key }) => now - (toldBack.get(key) ?? -Infinity) > RETURNS_EVERY,
    );
    for (const { key } of back) toldBack.set(key, now);
    const weight = connected.some(({ kind }) => WEIGHTY.has(kind)) ? 'notice' : 'info';
    const kinds: [IncidentKind, Severity, readonly Device[]][] = [
      ['device_reconnected', 'info', back],
      ['device_disconnected', 'info', disconnected],
      ['device_connected', weight, connected],
    ];
    for (const [kind, severity, told] of kinds) {
      if (told.length > 0) report(incident(kind, severity, ...evidenceOf(told)));
    }
    const isGone = (...kinds: DeviceKind[]) =>
      disconnected.some(({ kind }) => kinds.includes(kind));
    if (policy.recording.camera && isGone('camera')) notify('camera_unplugged');
    else if (policy.recording.microphone && isGone('microphone', 'audio')) {
      notify('microphone_unplugged');
    }
  };
}

function evidenceOf(told: readonly Device[]) {
  const named = told.slice(0, MOST_NAMED).map(deviceEvidence);
  const more = told.length - named.length;
  return more > 0 ? [...named, { code: 'device_more', values: { count: more } }] : named;
}
