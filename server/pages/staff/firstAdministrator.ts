import type { Deps } from '../../deps.ts';
import { addFirstAdministrator, hasStaff } from '../../storage/staff.ts';
import { hashPassword, newPassword } from './passwords.ts';

export const FIRST_ADMINISTRATOR = 'admin';

/**
 * On the first start of a database: makes the first administrator and prints the one-time password.
 * It is printed this once, can only be used to choose another, and is kept as a hash only.
 */
export async function ensureFirstAdministrator(deps: Deps): Promise<void> {
  const { database, clock, log } = deps;
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
  log.warn({
    event: 'first_administrator',
    name: FIRST_ADMINISTRATOR,
    oneTimePassword,
    signInAt: 'staff/sign-in',
  });
}
