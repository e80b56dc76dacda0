import type { Conclusion } from '../../contract/conclusion.ts';
import { oweReview } from '../callbacks/owe.ts';
import { writeAudit } from '../storage/audit.ts';
import { keepConclusion, readConclusion } from '../storage/conclusions.ts';
import { ServerRefusal } from '../refusal.ts';
import type { SessionWork } from './work.ts';

/**
 * Writes down what a session came to and owes the LMS the result anew. With `finalConclusion` the first
 * conclusion stands (proctoring-facts §5.2: in review afterwards the first decision is final; where a
 * machine decides, its own is, and none does here yet).
 * @throws ServerRefusal while the exam is not over, or when the conclusion is final
 */
export async function concludeSession(
  work: SessionWork,
  given: { readonly conclusion: Conclusion; readonly comment: string },
  actor: string,
): Promise<void> {
  const { db, session, now } = work;
  if (session.closedAt === null) throw new ServerRefusal('session_not_over');
  const before = await readConclusion(db, session.id);
  if (before !== undefined && isFinal(work)) throw new ServerRefusal('conclusion_final');
  const after = { ...given, score: before?.score ?? null };
  const at = new Date(now);
  await keepConclusion(db, { sessionId: session.id, ...after, concludedBy: actor, at });
  await writeAudit(db, {
    ...{ at: now, actor, action: 'session_concluded', sessionId: session.id, after },
    ...(before === undefined
      ? {}
      : { before: { conclusion: before.conclusion, comment: before.comment } }),
  });
  await oweReview(work);
  work.visible = true;
}

function isFinal({ deps, session }: SessionWork): boolean {
  const found = deps.config.integrations.find(({ name }) => name === session.integration);
  return found?.finalConclusion === true;
}
