import { readPolicy } from '../windows/policy.ts';
import type { SettingSources, SettingWay } from './quietSettings.ts';

/** Where administrators allow or forbid what the user may set otherwise (Policy CSP, Experience and Privacy). */
const SYSTEM_POLICY = 'Microsoft\\Windows\\System';

/**
 * A number of the user's own part of the registry.
 * @param allowedBy the policy that forbids it with 0; then the user's own value means nothing
 */
export function registryWay(key: string, name: string, allowedBy?: string) {
  return ({ registry }: Pick<SettingSources, 'registry'>): SettingWay => ({
    read() {
      if (registry === undefined) return Promise.resolve(undefined);
      const isForbidden =
        allowedBy !== undefined && readPolicy(registry, SYSTEM_POLICY, allowedBy) === 0;
      if (isForbidden) return Promise.resolve(undefined);
      const value = registry.readValue('user', key, name);
      return Promise.resolve(typeof value === 'number' ? value : null);
    },
    write(value) {
      if (registry === undefined) throw new Error('the native layer of Windows is missing');
      if (typeof value === 'number') registry.writeNumber('user', key, name, value);
      else registry.removeValue('user', key, name);
      return Promise.resolve();
    },
  });
}
