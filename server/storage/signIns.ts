import type { Database } from './openDatabase.ts';

/** Remembers a sign-in by the hash of its cookie's token. */
export async function addSignIn(
  db: Database,
  signIn: { hash: string; staffId: string; waitsForCode: boolean; at: number; expiresAt: number },
): Promise<void> {
  const at = new Date(signIn.at);
  await db
    .insertInto('signIns')
    .values({
      hash: signIn.hash,
      staffId: signIn.staffId,
      waitsForCode: signIn.waitsForCode,
      createdAt: at,
      lastUsedAt: at,
      expiresAt: new Date(signIn.expiresAt),
    })
    .execute();
}

/** Who is signed in with this token hash, if anyone still is. */
export function findSignIn(db: Database, hash: string, now: number) {
  return db
    .selectFrom('signIns')
    .innerJoin('staff', 'staff.id', 'signIns.staffId')
    .select([
      'staff.id',
      'staff.name',
      'staff.role',
      'staff.everywhere',
      'staff.mustChangePassword',
      'staff.factorSince',
      'staff.issuer',
      'signIns.waitsForCode',
      'signIns.createdAt',
      'signIns.lastUsedAt',
      'signIns.expiresAt',
    ])
    .where('signIns.hash', '=', hash)
    .where('signIns.expiresAt', '>', new Date(now))
    .where('staff.disabledAt', 'is', null)
    .executeTakeFirst();
}

/** A sign-in that is used lives on. */
export async function touchSignIn(
  db: Database,
  signIn: { hash: string; at: number; expiresAt: number },
): Promise<void> {
  await db
    .updateTable('signIns')
    .set({ lastUsedAt: new Date(signIn.at), expiresAt: new Date(signIn.expiresAt) })
    .where('hash', '=', signIn.hash)
    .execute();
}

export async function removeSignIn(db: Database, hash: string): Promise<void> {
  await db.deleteFrom('signIns').where('hash', '=', hash).execute();
}

export async function removeExpiredSignIns(db: Database, now: number): Promise<void> {
  await db.deleteFrom('signIns').where('expiresAt', '<=', new Date(now)).execute();
}
