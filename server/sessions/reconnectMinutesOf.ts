import type { Config } from '../config.ts';
import { PROCTOREXAM } from '../instituteConfig.ts';

/** Of a session whose integration is no longer configured, the default of a configuration. */
const DEFAULT_RECONNECT_MINUTES = 10;

/**
 * A session of ProctorExam's API is over when its recordings stopped this long ago, or when it was
 * started this long ago (ProctorExam, student status). Minutes.
 */
export const RECORDING_STOPPED = 3 * 60;
const LONGEST_SESSION = 9 * 60;

/** Minutes from the start after which a session ends whatever its exam says; else its exam decides. */
export function longestMinutesOf(integration: string): { readonly longestMinutes?: number } {
  return integration === PROCTOREXAM ? { longestMinutes: LONGEST_SESSION } : {};
}

export function reconnectMinutesOf(config: Config, integration: string): number {
  if (integration === PROCTOREXAM) return RECORDING_STOPPED;
  const found = config.integrations.find(({ name }) => name === integration);
  return found?.reconnectMinutes ?? DEFAULT_RECONNECT_MINUTES;
}
