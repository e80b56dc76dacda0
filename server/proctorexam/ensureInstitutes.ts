import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deps } from '../deps.ts';
import { hashPassword, newPassword } from '../pages/staff/passwords.ts';
import { addUser, findUserByEmail } from '../storage/apiUsers.ts';
import { keepInstitute } from '../storage/institutes.ts';

/**
 * Makes what the configuration names and the database lacks. A new administrator's password is written
 * into a file that the server's user alone can read, as the first staff administrator's is; the database
 * keeps a hash.
 */
export async function ensureInstitutes(deps: Deps): Promise<void> {
  const { config, database, clock, log, sealing } = deps;
  for (const { id: externalId, name, administrators } of config.institutes) {
    const at = clock.now();
    const instituteId = await keepInstitute(database, { externalId, name, at });
    for (const administrator of administrators) {
      const email = administrator.email.toLowerCase();
      if ((await findUserByEmail(database, email)) !== undefined) continue;
      const oneTimePassword = newPassword();
      const passwordHash = await hashPassword(oneTimePassword);
      const user = { instituteId, email, name: administrator.name, passwordHash, at };
      const added = await addUser(database, sealing, { ...user, role: 'administrator' });
      // Another server process may have been first; then its password is the one that counts.
      if (added === undefined) continue;
      const passwordFile = join(config.evidenceFolder, `api-user-${String(added.id)}.password`);
      writeFileSync(passwordFile, `${oneTimePassword}\n`, { mode: 0o600 });
      log.warn({
        event: 'api_administrator',
        institute: externalId,
        user: added.id,
        passwordFile,
      });
    }
  }
}
