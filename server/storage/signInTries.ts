import type { Database } from './openDatabase.ts';

/** Tries are counted over this long, by every server process together (milliseconds). */
export const TRIES_WITHIN = 15 * 60_000;

/** Whether enough was tried under this key for a while. */
export async function hasTriedEnough(
  db: Database,
  tries: { readonly key: string; readonly now: number; readonly most: number },
): Promise<boolean> {
  const row = await db
    .selectFrom('signInTries')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('key', '=', tries.key)
    .where('at', '>', new Date(tries.now - TRIES_WITHIN))
    .executeTakeFirstOrThrow();
  return Number(row.count) >= tries.most;
}

export async function noteTry(db: Database, key: string, now: number): Promise<void> {
  await db
    .deleteFrom('signInTries')
    .where('at', '<=', new Date(now - TRIES_WITHIN))
    .execute();
  await db
    .insertInto('signInTries')
    .values({ key, at: new Date(now) })
    .execute();
}

/** After the right word the count begins anew. */
export async function forgetTries(db: Database, key: string): Promise<void> {
  await db.deleteFrom('signInTries').where('key', '=', key).execute();
}
