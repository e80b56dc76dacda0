import { z } from 'zod';
import { DeskWords } from '../../contract/desk.ts';
import { addIncident } from '../storage/incidents.ts';
import type { SessionTerms } from '../storage/sessionTerms.ts';
import { keep, refused, type Action } from './action.ts';

/**
 * A proctor's warning: an incident in any case, and shown to the candidate where a live exam says so
 * (`sendManualWarningsToLearner`, proctoring-facts 2.3: in online mode only).
 */
export const warn: Action<{ words: string }> = {
  input: z.object({ words: DeskWords }),
  async perform(work, { words }, actor) {
    const { session, db, now } = work;
    if (session.status !== 'exam_started') return refused('exam_not_running');
    const hidden = !showsWarnings(session);
    return keep(work, actor, {
      kind: 'warning',
      words,
      details: { hidden },
      audit: { action: hidden ? 'warning_noted' : 'warning_sent' },
      then: (id) =>
        addIncident(db, {
          id,
          sessionId: session.id,
          incident: {
            kind: 'manual_warning',
            severity: 'serious',
            evidence: [{ code: 'manual_warning', values: { words } }],
          },
          at: now,
          receivedAt: now,
          source: 'staff',
        }),
    });
  },
};

/** Whether the candidate of this session sees manual warnings. */
export function showsWarnings({
  terms,
}: {
  terms: Pick<SessionTerms, 'proctoring' | 'sendManualWarningsToLearner'>;
}): boolean {
  return terms.proctoring === 'online' && terms.sendManualWarningsToLearner;
}
