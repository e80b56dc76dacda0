import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { admit } from '../actions/admit.ts';
import { withSession } from '../sessions/withSession.ts';
import { addIncident } from '../storage/incidents.ts';
import { listWaiting } from '../storage/desk.ts';

/**
 * One round: where an integration says so, candidates who waited too long for a proctor begin without one,
 * flagged for review. Two processes at once do no harm: the second finds them let in.
 */
export async function admitUnattended(deps: Deps): Promise<void> {
  for (const { name, unattended } of deps.config.integrations) {
    if (unattended.then !== 'continue') continue;
    const since = deps.clock.now() - unattended.minutes * 60_000;
    for (const { sessionId } of await listWaiting(deps.database, { integration: name, since })) {
      await withSession(deps, sessionId, async (work) => {
        const waits = work.session.desk?.admission;
        if (waits?.state !== 'waiting' || Date.parse(waits.at) > since) return;
        const done = await admit.perform(work, {}, 'server');
        if (!done.done) return;
        await addIncident(work.db, {
          id: randomUUID(),
          sessionId,
          incident: {
            kind: 'admitted_unattended',
            severity: 'notice',
            evidence: [{ code: 'admitted_unattended', values: { minutes: unattended.minutes } }],
          },
          at: work.now,
          receivedAt: work.now,
          source: 'server',
        });
      });
    }
  }
}
