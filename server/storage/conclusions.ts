import { sql, type Selectable } from 'kysely';
import type { ConclusionTable } from './conclusionTable.ts';
import type { Database } from './openDatabase.ts';

export type ConclusionRow = Selectable<ConclusionTable>;

export function readConclusion(
  db: Database,
  sessionId: string,
): Promise<ConclusionRow | undefined> {
  return db
    .selectFrom('conclusions')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .executeTakeFirst();
}

/** Puts a conclusion in the place of what there was. */
export async function keepConclusion(db: Database, conclusion: ConclusionRow): Promise<void> {
  const { sessionId: _id, ...values } = conclusion;
  await db
    .insertInto('conclusions')
    .values(conclusion)
    .onConflict((conflict) => conflict.column('sessionId').doUpdateSet(values))
    .execute();
}

/** A number that no other warning of this server has. */
export async function nextWarningNumber(db: Database): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select nextval('warning_numbers')::int as number`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('a sequence gave no number');
  return row.number;
}
