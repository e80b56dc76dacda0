import { codeEnd, codeIdOf, CODES_A_MINUTE } from '../../contract/supportCode.ts';
import type { ContestableStep } from '../../contract/contest.ts';
import { writeAudit } from './audit.ts';
import type { Database } from './openDatabase.ts';
import type { SupportCodeRow } from './schema.ts';
import { lockSession } from './sessions.ts';

interface Deed {
  /** Our id. */
  readonly sessionId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `administrator:NAME`. */
  readonly actor: string;
}

/**
 * Makes a code for one step of one session.
 * @returns its id; `over` when the session is closed, `full` when enough codes end in that minute
 */
export function issueCode(
  db: Database,
  deed: Deed & { readonly step: ContestableStep; readonly minutes: number },
): Promise<{ readonly id: string } | 'over' | 'full'> {
  const { sessionId, at, actor, step } = deed;
  const expiresAt = codeEnd(at + deed.minutes * 60_000);
  return db.transaction().execute(async (transaction) => {
    // Two codes at once for one session wait here for each other, and get two numbers.
    const session = await lockSession(transaction, sessionId);
    if (session === undefined || session.closedAt !== null) return 'over';
    const taken = new Set((await listCodes(transaction, sessionId)).map(({ id }) => id));
    const ids = Array.from({ length: CODES_A_MINUTE }, (_, number) =>
      codeIdOf({ step, expiresAt, number }),
    );
    const id = ids.find((free) => !taken.has(free));
    if (id === undefined) return 'full';
    const times = { issuedAt: new Date(at), expiresAt: new Date(expiresAt) };
    await transaction
      .insertInto('supportCodes')
      .values({ sessionId, id, step, issuedBy: actor, ...times, withdrawnAt: null, usedAt: null })
      .execute();
    const after = { code: id, step, expiresAt: times.expiresAt.toISOString() };
    await writeAudit(transaction, { at, actor, action: 'support_code_issued', sessionId, after });
    return { id };
  });
}

/** Takes back a code that nobody used yet. @returns whether it did */
export function withdrawCode(db: Database, deed: Deed & { readonly id: string }): Promise<boolean> {
  const { sessionId, at, actor, id } = deed;
  return db.transaction().execute(async (transaction) => {
    const withdrawn = await transaction
      .updateTable('supportCodes')
      .set({ withdrawnAt: new Date(at) })
      .where('sessionId', '=', sessionId)
      .where('id', '=', id)
      .where('usedAt', 'is', null)
      .where('withdrawnAt', 'is', null)
      .returning('step')
      .executeTakeFirst();
    if (withdrawn === undefined) return false;
    const action = 'support_code_withdrawn';
    const before = { code: id, step: withdrawn.step };
    await writeAudit(transaction, { at, actor, action, sessionId, before });
    return true;
  });
}

/**
 * Writes down that a code is shown whole to whoever asks.
 * @returns the code; undefined when it is of no use any more: used, withdrawn, over, or never made
 */
export function takeCodeToShow(
  db: Database,
  deed: Deed & { readonly id: string },
): Promise<SupportCodeRow | undefined> {
  const { sessionId, at, actor, id } = deed;
  return db.transaction().execute(async (transaction) => {
    const session = await lockSession(transaction, sessionId);
    if (session === undefined || session.closedAt !== null) return undefined;
    const code = await findCode(transaction, { sessionId, id });
    if (code === undefined || code.usedAt !== null || code.withdrawnAt !== null) return undefined;
    if (at >= code.expiresAt.getTime()) return undefined;
    const after = { code: id, step: code.step };
    await writeAudit(transaction, { at, actor, action: 'support_code_shown', sessionId, after });
    return code;
  });
}

/** The codes of a session, oldest first. */
export function listCodes(db: Database, sessionId: string): Promise<SupportCodeRow[]> {
  return db
    .selectFrom('supportCodes')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .orderBy('issuedAt')
    .orderBy('id')
    .execute();
}

export function findCode(
  db: Database,
  code: { readonly sessionId: string; readonly id: string },
): Promise<SupportCodeRow | undefined> {
  return db
    .selectFrom('supportCodes')
    .selectAll()
    .where('sessionId', '=', code.sessionId)
    .where('id', '=', code.id)
    .executeTakeFirst();
}

/** Notes when a code was used; the first time counts. */
export async function noteCodeUsed(
  db: Database,
  code: { readonly sessionId: string; readonly id: string; readonly at: number },
): Promise<void> {
  await db
    .updateTable('supportCodes')
    .set({ usedAt: new Date(code.at) })
    .where('sessionId', '=', code.sessionId)
    .where('id', '=', code.id)
    .where('usedAt', 'is', null)
    .execute();
}
