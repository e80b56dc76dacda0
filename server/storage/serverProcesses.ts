import { sql } from 'kysely';
import type { Database } from './openDatabase.ts';

const NOW = sql<Date>`clock_timestamp()`;

/** Whether the database can be reached at all. @throws when it cannot */
export async function reachDatabase(db: Database): Promise<void> {
  await sql`select 1`.execute(db);
}

/**
 * Says that a process listens, since when, and whether it has only just begun to.
 * @returns since when any other has listened that still did so after this one had begun: what the one
 *   heard and what the other did not miss together leave no gap
 */
export async function renewProcess(
  db: Database,
  own: { id: string; listeningSince: number; begins: boolean },
): Promise<number | undefined> {
  const listeningSince = new Date(own.listeningSince);
  const { begunAt } = await db
    .insertInto('serverProcesses')
    .values({ id: own.id, listeningSince, begunAt: NOW, renewedAt: NOW })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        listeningSince,
        renewedAt: NOW,
        ...(own.begins ? { begunAt: NOW } : {}),
      }),
    )
    .returning('begunAt')
    .executeTakeFirstOrThrow();
  const others = await db
    .selectFrom('serverProcesses')
    .select((row) => row.fn.min<Date | null>('listeningSince').as('since'))
    .where('id', '<>', own.id)
    .where('renewedAt', '>', begunAt)
    .executeTakeFirstOrThrow();
  return others.since?.getTime();
}

/** Forgets processes that have not been heard for an hour. */
export async function removeSilentProcesses(db: Database): Promise<void> {
  await db
    .deleteFrom('serverProcesses')
    .where('renewedAt', '<', sql<Date>`clock_timestamp() - interval '1 hour'`)
    .execute();
}
