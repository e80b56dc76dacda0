import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deps } from '../../deps.ts';
import { addFirstAdministrator, hasStaff } from '../../storage/staff.ts';
import { hashPassword, newPassword } from './passwords.ts';

export const FIRST_ADMINISTRATOR = 'admin';

/**
 * On the first start of a database: makes the first administrator and writes the one-time password into a
 * file that the server's user alone can read, since a log goes many ways. It can only be used to choose
 * another; the database keeps a hash.
 */
export async function ensureFirstAdministrator(deps: Deps): Promise<void> {
  const { config, database, clock, log } = deps;
  if (await hasStaff(database)) return;
  const oneTimePassword = newPassword();
  const passwordHash = await hashPassword(oneTimePassword);
  const at = clock.now();
  const added = await addFirstAdministrator(database, {
    name: FIRST_ADMINISTRATOR,
    passwordHash,
    at,
  });
  // Another server process may have been first; then its password is the one that counts.
  if (!added) return;
  const passwordFile = join(config.evidenceFolder, 'first-administrator.password');
  writeFileSync(passwordFile, `${oneTimePassword}\n`, { mode: 0o600 });
  log.warn({
    event: 'first_administrator',
    name: FIRST_ADMINISTRATOR,
    passwordFile,
    signInAt: 'staff/sign-in',
  });
}
