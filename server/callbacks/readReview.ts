import type { Deps } from '../deps.ts';
import { readConclusion } from '../storage/conclusions.ts';
import { listIncidents } from '../storage/incidents.ts';
import { readAccountExternalId } from '../storage/keepAccount.ts';
import { readParameters, readSession } from '../storage/sessions.ts';
import { reviewBody } from './reviewBody.ts';

/** The review of a session as it stands; nothing when it is gone. */
export async function readReview(
  { database, config, publicUrl }: Pick<Deps, 'database' | 'config' | 'publicUrl'>,
  sessionId: string,
): Promise<{ body: object; reviewUrl?: string } | undefined> {
  const session = await readSession(database, sessionId);
  if (session === undefined) return undefined;
  const integration = config.integrations.find(({ name }) => name === session.integration);
  const { reviewUrl } = session.terms;
  const body = reviewBody({
    session,
    parameters: await readParameters(database, sessionId),
    accountId: await readAccountExternalId(database, session.accountId),
    conclusion: await readConclusion(database, sessionId),
    incidents: await listIncidents(database, sessionId),
    attentionLevel: integration?.attentionLevel ?? 0,
    page: `${publicUrl()}staff/exams/${session.examId}/students/${sessionId}`,
  });
  return reviewUrl === undefined ? { body } : { body, reviewUrl };
}
