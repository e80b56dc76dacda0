import type { Database } from './openDatabase.ts';

export interface AuditEntry {
  readonly at: number;
  /** `ROLE:NAME` of staff, `integration:NAME` or `server`. */
  readonly actor: string;
  readonly action: string;
  readonly sessionId?: string;
  /** Of what is done to a whole exam (our id). */
  readonly examId?: string;
  /** Of what is done to a member of staff. */
  readonly staffId?: string;
  readonly before?: object;
  readonly after?: object;
}

/** Writes down who did what; call it in the transaction of the deed. */
export async function writeAudit(db: Database, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      at: new Date(entry.at),
      actor: entry.actor,
      action: entry.action,
      sessionId: entry.sessionId ?? null,
      examId: entry.examId ?? null,
      staffId: entry.staffId ?? null,
      before: entry.before === undefined ? null : JSON.stringify(entry.before),
      after: entry.after === undefined ? null : JSON.stringify(entry.after),
    })
    .execute();
}

/** What was done to a session, oldest first. */
export function listAudit(db: Database, sessionId: string) {
  return db
    .selectFrom('audit')
    .select(['at', 'actor', 'action', 'before', 'after'])
    .where('sessionId', '=', sessionId)
    .orderBy('id')
    .execute();
}
