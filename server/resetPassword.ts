import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { hashPassword, newPassword } from './pages/staff/passwords.ts';
import { resetPassword } from './storage/staff.ts';
import { openDatabase } from './storage/openDatabase.ts';

/**
 * The way back in for an administrator who lost their password, for whoever runs the server: opens the
 * database, sets a one-time password that has to be replaced at the next sign-in, and closes it again.
 * An embedded database is held by its server, which has to be stopped for it.
 * @returns the one-time password; it is kept as a hash only
 * @throws Error when nobody of that name signs in here
 */
export async function resetLostPassword(config: Config, name: string, log: Log): Promise<string> {
  const database = await openDatabase(config.database, log);
  try {
    const oneTimePassword = newPassword();
    const passwordHash = await hashPassword(oneTimePassword);
    if (await resetPassword(database, { name, passwordHash })) return oneTimePassword;
    throw new Error(`--reset-password: there is no administrator called ${name}`);
  } finally {
    await database.destroy();
  }
}
