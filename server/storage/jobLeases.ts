import { sql } from 'kysely';
import type { Database } from './openDatabase.ts';

/**
 * Takes or prolongs the right to do the timed jobs. A lease and not a lock of the connection: it also
 * passes on when its holder stands still with its connection open, or when its machine is gone and nobody
 * has told the database.
 * @param lease `life` in milliseconds
 * @returns whether `holder` holds it now
 */
export async function takeLease(
  db: Database,
  lease: { name: string; holder: string; life: number },
): Promise<boolean> {
  const heldUntil = sql<Date>`clock_timestamp() + ${lease.life} * interval '1 millisecond'`;
  const taken = await db
    .insertInto('jobLeases')
    .values({ name: lease.name, holder: lease.holder, heldUntil })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ holder: lease.holder, heldUntil })
        .where((where) =>
          where.or([
            where('jobLeases.holder', '=', lease.holder),
            where('jobLeases.heldUntil', '<', sql<Date>`clock_timestamp()`),
          ]),
        ),
    )
    .returning('holder')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Gives it up before its time, so that another goes on at once. */
export async function endLease(
  db: Database,
  lease: { name: string; holder: string },
): Promise<void> {
  await db
    .deleteFrom('jobLeases')
    .where('name', '=', lease.name)
    .where('holder', '=', lease.holder)
    .execute();
}
