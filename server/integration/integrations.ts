import { webcrypto } from 'node:crypto';
import type { Config, Integration } from '../config.ts';
import { ServerRefusal } from '../refusal.ts';

/** An integration and its secret as a key that can verify and nothing else. */
export interface KnownIntegration extends Integration {
  readonly key: webcrypto.CryptoKey;
}

export type Integrations = ReadonlyMap<string, KnownIntegration>;

/** Imports every secret once: verifying with an imported key is several times faster. */
export async function importIntegrations(config: Config): Promise<Integrations> {
  const entries = config.integrations.map(async (integration) => {
    const secret = new TextEncoder().encode(integration.jwtSecret);
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const key = await webcrypto.subtle.importKey('raw', secret, algorithm, false, ['verify']);
    return [integration.name, { ...integration, key }] as const;
  });
  return new Map(await Promise.all(entries));
}

/** @throws ServerRefusal when nobody configured one of this name */
export function integrationNamed(integrations: Integrations, name: string): KnownIntegration {
  const found = integrations.get(name);
  if (found === undefined) throw new ServerRefusal('integration_unknown');
  return found;
}
