import { hashPassword } from '../../../server/pages/staff/passwords.ts';
import { PASSWORD, staffClient, type StaffClient } from '../../server/pages/support/staff.ts';
import { query } from '../../server/support/postgres.ts';
import type { Servers } from './servers.ts';

/** Signs the first administrator in at the first process, with a known password. */
export async function signInAdministrator({ urls, database }: Servers): Promise<StaffClient> {
  await query(
    database,
    `update staff set must_change_password = false,
      password_hash = '${await hashPassword(PASSWORD)}'`,
  );
  return staffClient({ url: urls[0] });
}
