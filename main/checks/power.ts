import type { CheckVerdict } from '../../contract/check.ts';
import type { PowerReading } from '../system/power.ts';
import type { Check } from './check.ts';

/** The battery lasts, or there is a charger. Only ever warns. */
export const power: Check<PowerReading> = {
  step: 'power',
  timeout: 15_000,
  probe: (system) => system.readPower(),
  judge: judgePower,
};

/** Percent below which a laptop that records camera and screen may not last through an exam of 90 minutes. */
const LOW = 50;

export function judgePower({ hasBattery, charging, plugged, percent }: PowerReading): CheckVerdict {
  if (!hasBattery || charging || plugged || percent === undefined || percent >= LOW) {
    return { outcome: 'pass', evidence: [] };
  }
  return { outcome: 'warn', evidence: [{ code: 'power_low', values: { percent } }] };
}
