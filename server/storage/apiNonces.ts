import type { Database } from './openDatabase.ts';

/**
 * Uses up a caller's nonce. Kept in the database, so that it holds for every process and after a
 * restart; of two calls at once with one nonce only one gets through.
 * @returns whether it was free
 */
export async function useNonce(
  db: Database,
  use: { userId: number; nonce: string; at: number; life: number },
): Promise<boolean> {
  const usedAt = new Date(use.at);
  const row = await db
    .insertInto('apiNonces')
    .values({ userId: use.userId, nonce: use.nonce, usedAt })
    .onConflict((conflict) =>
      conflict
        .columns(['userId', 'nonce'])
        .doUpdateSet({ usedAt })
        .where('apiNonces.usedAt', '<=', new Date(use.at - use.life)),
    )
    .returning('userId')
    .executeTakeFirst();
  return row !== undefined;
}

export async function removeStaleNonces(db: Database, before: number): Promise<void> {
  await db.deleteFrom('apiNonces').where('usedAt', '<', new Date(before)).execute();
}
