import { sql } from 'kysely';
import { writeAudit } from './audit.ts';
import type { Database } from './openDatabase.ts';

/** Whose second factor, by whom and when. */
interface FactorDeed {
  readonly staffId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly actor: string;
}

/** Takes a secret into use whose first code was right, and its recovery codes with it. */
export function confirmFactor(
  db: Database,
  deed: FactorDeed & {
    readonly sealed: string;
    readonly step: number;
    readonly recovery: readonly string[];
  },
): Promise<void> {
  const { staffId, at, actor, sealed, step, recovery } = deed;
  return db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('staff')
      .set({ factorSecret: sealed, factorSince: new Date(at), factorStep: step })
      .where('id', '=', staffId)
      .execute();
    await transaction.deleteFrom('recoveryCodes').where('staffId', '=', staffId).execute();
    await transaction
      .insertInto('recoveryCodes')
      .values(recovery.map((hash) => ({ staffId, hash, usedAt: null })))
      .execute();
    await writeAudit(transaction, { at, actor, action: 'factor_set_up', staffId });
  });
}

/**
 * Takes a time step once; a code that was seen over a shoulder, and one before it, is worth nothing.
 * @returns whether it was still to be had
 */
export async function takeStep(
  db: Database,
  use: { readonly staffId: string; readonly step: number },
): Promise<boolean> {
  const taken = await db
    .updateTable('staff')
    .set({ factorStep: use.step })
    .where('id', '=', use.staffId)
    .where(sql<boolean>`coalesce(factor_step, 0) < ${use.step}`)
    .returning('id')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Uses a recovery code, each once. @returns whether there was such a one */
export function takeRecoveryCode(
  db: Database,
  deed: FactorDeed & { readonly hash: string },
): Promise<boolean> {
  const { staffId, hash, at, actor } = deed;
  return db.transaction().execute(async (transaction) => {
    const used = await transaction
      .updateTable('recoveryCodes')
      .set({ usedAt: new Date(at) })
      .where('staffId', '=', staffId)
      .where('hash', '=', hash)
      .where('usedAt', 'is', null)
      .returning('hash')
      .executeTakeFirst();
    if (used === undefined) return false;
    await writeAudit(transaction, { at, actor, action: 'recovery_code_used', staffId });
    return true;
  });
}

/** How many recovery codes a person has left. */
export async function countRecoveryCodes(db: Database, staffId: string): Promise<number> {
  const row = await db
    .selectFrom('recoveryCodes')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('staffId', '=', staffId)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
