import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readIfThere, writeDurably } from './durableFile.ts';
import type { OsStore } from './electronVersions.ts';
import type { Log } from './log.ts';
import { sealer, type Sealer } from './sealing.ts';

/**
 * Seals what the app keeps on disk. The key lies in the operating system's store: Keychain, DPAPI, or
 * the desktop's keyring on Linux. Where Linux has no keyring it lies in a file that only this user can
 * read, which guards against other users and against a lost backup, and not against this user.
 */
export interface Vault extends Sealer {
  readonly protection: 'system' | 'file';
  /** A secret of this computer for one purpose, the same as long as the key is. */
  readonly secretFor: (purpose: string) => string;
}

const KeyFile = z.object({
  version: z.literal(1),
  protection: z.enum(['system', 'file']),
  /** Base64; with `system` sealed by the operating system's store. */
  key: z.base64(),
});
type KeyFile = z.infer<typeof KeyFile>;

interface VaultDeps {
  readonly folder: string;
  readonly store: OsStore;
  readonly log: Log;
}

export async function openVault({ folder, store, log }: VaultDeps): Promise<Vault> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'vault.json');
  const isSystem = await store.available();
  const key = (await readKey(file, store, log)) ?? randomBytes(32);
  const kept: KeyFile = isSystem
    ? { version: 1, protection: 'system', key: await sealKey(key, store) }
    : { version: 1, protection: 'file', key: key.toString('base64') };
  await writeDurably(file, JSON.stringify(kept));
  if (!isSystem) log.warn('vault: no system keyring, the key lies in a file readable by this user');
  return {
    protection: kept.protection,
    ...sealer(key),
    secretFor: (purpose) => createHmac('sha256', key).update(purpose).digest('base64url'),
  };
}

async function sealKey(key: Buffer, store: OsStore): Promise<string> {
  return (await store.seal(key.toString('base64'))).toString('base64');
}

/** A key that cannot be read is set aside, not overwritten: the keyring may come back. */
async function readKey(file: string, store: OsStore, log: Log): Promise<Buffer | undefined> {
  const content = await readIfThere(file);
  if (content === undefined) return undefined;
  try {
    const kept = KeyFile.parse(JSON.parse(content.toString('utf8')));
    const bytes = Buffer.from(kept.key, 'base64');
    const key = kept.protection === 'file' ? bytes : Buffer.from(await store.open(bytes), 'base64');
    if (key.length !== 32) throw new Error('the key has the wrong length');
    return key;
  } catch (error) {
    const aside = `${file}.${Date.now()}.unreadable`;
    log.error(`vault: the key cannot be read and is set aside as ${path.basename(aside)}`, error);
    await rename(file, aside);
    return undefined;
  }
}
