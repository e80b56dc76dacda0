import type { Accommodations } from '../../contract/accommodations.ts';
import type { Status } from '../../contract/status.ts';
import type { Deps } from '../deps.ts';
import type { Database } from '../storage/openDatabase.ts';
import type { SessionRow, SessionUpdate } from '../storage/schema.ts';
import { updateSession } from '../storage/changeSession.ts';

/** One session, held by this transaction, and everything that is done to it in one go. */
export interface SessionWork {
  readonly deps: Deps;
  readonly db: Database;
  /** Milliseconds since the epoch; one moment for the whole of the work. */
  readonly now: number;
  /** As the work so far left it. */
  session: SessionRow;
  accommodations: Accommodations;
  /** Statuses that this work gave the session, told once it is safe in the database. */
  readonly moves: { status: Status; at: number }[];
  /** Columns that are written along with the next that change, or by `writeOwed`. */
  owed: SessionUpdate;
  /** Whether a Students page would show something else now. */
  visible: boolean;
  /** Other sessions (our ids) whose apps are to be told of something because of this work. */
  others?: readonly string[];
}

export async function update(work: SessionWork, values: SessionUpdate): Promise<void> {
  const all = { ...work.owed, ...values };
  work.owed = {};
  work.session = await updateSession(work.db, work.session, all);
}

/** Writes what no other change has taken along. */
export async function writeOwed(work: SessionWork): Promise<void> {
  if (Object.keys(work.owed).length > 0) await update(work, {});
}

/** To be called after the transaction: what is told has happened. */
export function tell(work: SessionWork): void {
  const { deps, session } = work;
  for (const { status, at } of work.moves) {
    deps.log.info({
      event: 'status',
      sessionId: session.externalId,
      integration: session.integration,
      status,
      at: new Date(at).toISOString(),
    });
  }
  const { examId } = session;
  if (work.visible) deps.changes.publish({ sessionId: session.id, examId });
  for (const sessionId of work.others ?? []) deps.changes.publish({ sessionId, examId });
}
