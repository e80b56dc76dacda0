import type { ClientEvent } from '../../contract/http.ts';
import { canonicalJson, type BatchLog } from '../../contract/logChain.ts';
import { keepAsSent } from '../storage/storedLogs.ts';
import type { SessionWork } from './work.ts';

/**
 * Keeps the records of a batch that no event stands for as they were sent: those that were refused, and
 * those in which something was replaced or left out. Without them the log could not be verified again.
 */
export async function keepUnkept(
  { db, session }: SessionWork,
  { key, first }: BatchLog,
  batch: {
    readonly sent: readonly unknown[];
    readonly events: readonly ClientEvent[];
    readonly accepted: readonly string[];
  },
): Promise<void> {
  const accepted = new Set(batch.accepted);
  const kept = new Set(
    batch.events.filter(({ id }) => accepted.has(id)).map((event) => canonicalJson(event)),
  );
  const unkept = batch.sent
    .map((each, index) => ({ number: first + index, sent: canonicalJson(each) }))
    .filter(({ sent }) => !kept.has(sent));
  if (unkept.length > 0) await keepAsSent(db, { sessionId: session.id, key }, unkept);
}
