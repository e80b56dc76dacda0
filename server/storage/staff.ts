import { randomUUID } from 'node:crypto';
import type { Database } from './openDatabase.ts';
import type { StaffRow } from './schema.ts';

/**
 * Adds the first administrator of an empty database; does nothing when there is anybody already.
 * @returns whether they were added
 */
export function addFirstAdministrator(
  db: Database,
  administrator: { name: string; passwordHash: string; at: number },
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    if (await hasStaff(transaction)) return false;
    const added = await transaction
      .insertInto('staff')
      .values({
        ...NOBODY_YET,
        id: randomUUID(),
        name: administrator.name,
        passwordHash: administrator.passwordHash,
        mustChangePassword: true,
        role: 'administrator',
        everywhere: true,
        createdAt: new Date(administrator.at),
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('id')
      .executeTakeFirst();
    return added !== undefined;
  });
}

/** What a person begins with. */
export const NOBODY_YET = {
  email: null,
  passwordHash: null,
  mustChangePassword: false,
  disabledAt: null,
  factorSecret: null,
  factorSince: null,
  factorStep: null,
  issuer: null,
  subject: null,
} as const;

export async function hasStaff(db: Database): Promise<boolean> {
  const row = await db.selectFrom('staff').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

/**
 * Whether the person of this name still owes a password of their own for the one that they were made with;
 * one that was given later, in place of a lost one, does not count.
 */
export async function hasFirstPassword(db: Database, name: string): Promise<boolean> {
  const row = await db
    .selectFrom('staff')
    .select('id')
    .where('name', '=', name)
    .where('mustChangePassword', '=', true)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('audit')
            .select('audit.id')
            .whereRef('audit.staffId', '=', 'staff.id')
            .where('audit.action', 'in', ['password_changed', 'staff_password_reset']),
        ),
      ),
    )
    .executeTakeFirst();
  return row !== undefined;
}

/** By the name that they type at the sign-in. */
export function findStaff(db: Database, name: string): Promise<StaffRow | undefined> {
  return db.selectFrom('staff').selectAll().where('name', '=', name).executeTakeFirst();
}

export function readStaff(db: Database, id: string): Promise<StaffRow | undefined> {
  return db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A password of one's own; every other sign-in of theirs ends. */
export async function changePassword(
  db: Database,
  change: { staffId: string; passwordHash: string; keepSignIn?: string },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('staff')
      .set({ passwordHash: change.passwordHash, mustChangePassword: false })
      .where('id', '=', change.staffId)
      .execute();
    await endSignIns(transaction, change.staffId, change.keepSignIn);
  });
}

/**
 * A one-time password in place of a lost one, for whoever runs the server; every sign-in of theirs
 * ends, and so does the second factor, which may be lost with the password.
 * @returns whether there is anybody of that name
 */
export async function resetPassword(
  db: Database,
  reset: { name: string; passwordHash: string },
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const changed = await transaction
      .updateTable('staff')
      .set({
        passwordHash: reset.passwordHash,
        mustChangePassword: true,
        disabledAt: null,
        ...NO_FACTOR,
      })
      .where('name', '=', reset.name)
      .returning('id')
      .executeTakeFirst();
    if (changed === undefined) return false;
    await endSignIns(transaction, changed.id);
    return true;
  });
}

export const NO_FACTOR = { factorSecret: null, factorSince: null, factorStep: null } as const;

/** Signs a person out everywhere, but where they ask for it. */
export async function endSignIns(db: Database, staffId: string, keep = ''): Promise<void> {
  await db.deleteFrom('signIns').where('staffId', '=', staffId).where('hash', '!=', keep).execute();
}
