export interface PowerReading {
  readonly hasBattery: boolean;
  readonly charging: boolean;
  /** On mains, whether or not the battery takes any of it. */
  readonly plugged: boolean;
  /** Percent left, 0–100. Absent without a battery. */
  readonly percent?: number;
}

/** The battery, by systeminformation on all three systems. */
export async function readPower(): Promise<PowerReading> {
  // Half a megabyte that the first screen can do without: read when the checks ask for it.
  const { battery } = await import('systeminformation');
  const { hasBattery, isCharging, acConnected, percent } = await battery();
  return {
    hasBattery,
    charging: isCharging,
    plugged: acConnected,
    ...(hasBattery ? { percent } : {}),
  };
}
