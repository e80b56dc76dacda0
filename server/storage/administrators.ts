import { randomUUID } from 'node:crypto';
import type { Database } from './openDatabase.ts';
import type { AdministratorRow } from './schema.ts';

/**
 * Adds the first administrator of an empty database; does nothing when there is one already.
 * @returns whether it was added
 */
export function addFirstAdministrator(
  db: Database,
  administrator: { name: string; passwordHash: string; at: number },
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const existing = await transaction
      .selectFrom('administrators')
      .select('id')
      .limit(1)
      .executeTakeFirst();
    if (existing !== undefined) return false;
    const added = await transaction
      .insertInto('administrators')
      .values({
        id: randomUUID(),
        name: administrator.name,
        passwordHash: administrator.passwordHash,
        mustChangePassword: true,
        createdAt: new Date(administrator.at),
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('id')
      .executeTakeFirst();
    return added !== undefined;
  });
}

export async function hasAdministrator(db: Database): Promise<boolean> {
  const row = await db.selectFrom('administrators').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

export function findAdministrator(
  db: Database,
  name: string,
): Promise<AdministratorRow | undefined> {
  return db.selectFrom('administrators').selectAll().where('name', '=', name).executeTakeFirst();
}

/** A password of the administrator's own; every other sign-in of theirs ends. */
export async function changePassword(
  db: Database,
  change: { administratorId: string; passwordHash: string; keepSignIn?: string },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('administrators')
      .set({ passwordHash: change.passwordHash, mustChangePassword: false })
      .where('id', '=', change.administratorId)
      .execute();
    await transaction
      .deleteFrom('signIns')
      .where('administratorId', '=', change.administratorId)
      .where('hash', '!=', change.keepSignIn ?? '')
      .execute();
  });
}

/**
 * A one-time password in place of a lost one; every sign-in of theirs ends.
 * @returns whether there is an administrator of that name
 */
export async function resetPassword(
  db: Database,
  reset: { name: string; passwordHash: string },
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const changed = await transaction
      .updateTable('administrators')
      .set({ passwordHash: reset.passwordHash, mustChangePassword: true })
      .where('name', '=', reset.name)
      .returning('id')
      .executeTakeFirst();
    if (changed === undefined) return false;
    await transaction.deleteFrom('signIns').where('administratorId', '=', changed.id).execute();
    return true;
  });
}
