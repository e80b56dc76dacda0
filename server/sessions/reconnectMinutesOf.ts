import type { Config } from '../config.ts';

/** Of a session whose integration is no longer configured, the default of a configuration. */
const DEFAULT_RECONNECT_MINUTES = 10;

export function reconnectMinutesOf(config: Config, integration: string): number {
  const found = config.integrations.find(({ name }) => name === integration);
  return found?.reconnectMinutes ?? DEFAULT_RECONNECT_MINUTES;
}
