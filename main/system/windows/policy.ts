import type { Registry, RegistryValue } from './registry.ts';

/** Where group policy and device management write what they decide; users cannot. */
const POLICIES = 'Software\\Policies';

/**
 * What the administrators decided, if they did. What they say of the computer counts more than what
 * they say of the user, as everywhere in Windows.
 * @param program its folder below the policies: `Invigil`, `Microsoft\Windows\WindowsAI`
 * @throws as `Registry` does
 */
export function readPolicy(
  registry: Pick<Registry, 'readValue'>,
  program: string,
  name: string,
): RegistryValue | undefined {
  const key = `${POLICIES}\\${program}`;
  return registry.readValue('machine', key, name) ?? registry.readValue('user', key, name);
}

/** Servers whose links open without asking, from the policy `Invigil\TrustedServers` (a list of texts). */
export function trustedServersByPolicy(registry: Pick<Registry, 'readValue'>): readonly string[] {
  const value = readPolicy(registry, 'Invigil', 'TrustedServers');
  if (value === undefined || typeof value === 'number') return [];
  return typeof value === 'string' ? [value] : value;
}
