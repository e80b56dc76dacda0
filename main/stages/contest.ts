import { createHmac } from 'node:crypto';
import type { Evidence } from '../../contract/check.ts';
import { contestOffer, type ContestableStep } from '../../contract/contest.ts';
import type { CodeRefusal } from '../../contract/supportCode.ts';
import { verifyCode, waitLeft } from '../../contract/supportCode.ts';
import { verdictInTheWay } from '../../contract/verdictInTheWay.ts';
import { activeStage } from './activeStage.ts';
import { sessionAtHand, type StageParts } from './parts.ts';

/** What a candidate does about a verdict where nobody is there to overrule it. */
export interface ContestStage {
  /** @throws Error whose message is a `support_code_…` reason */
  readonly withCode: (step: ContestableStep, typed: string) => Promise<void>;
  /** Goes on, flagged for review; does nothing where the integration does not offer it. */
  readonly goOn: (step: ContestableStep) => Promise<void>;
}

/** An incident takes twenty facts; one of them is the code. */
const FACTS_MOST = 19;

export function contestStage({
  journey,
  sessions,
  clock,
}: Pick<StageParts, 'journey' | 'sessions' | 'clock'>): ContestStage {
  /** The verdict in the way, and whose session it is; undefined when it is gone meanwhile. */
  const contestable = (step: ContestableStep) => {
    const evidence = verdictInTheWay(journey.now(), step);
    const active = activeStage(journey.now());
    if (evidence === undefined || !('session' in active)) return undefined;
    return { evidence: evidence.slice(0, FACTS_MOST), view: active.session };
  };
  const refuse = (reason: CodeRefusal): never => {
    throw new Error(reason);
  };
  return {
    async withCode(step, typed) {
      const found = contestable(step);
      if (found === undefined) return;
      const session = sessionAtHand(sessions);
      const { supportKey, id } = session.grant;
      if (waitLeft(found.view.contested, clock.now()) > 0) refuse('support_code_too_many');
      // Without the key every code is one that cannot be known; the screen offers no field then.
      if (supportKey === undefined) return refuse('support_code_wrong');
      const key = Buffer.from(supportKey, 'base64url');
      const mac = (text: string) => createHmac('sha256', key).update(text).digest();
      const verdict = verifyCode({ typed, step, session: id, now: clock.now(), mac });
      if (!verdict.ok) {
        if (verdict.reason === 'support_code_wrong') {
          await journey.apply({ type: 'code.failed', at: clock.now() });
        }
        return refuse(verdict.reason);
      }
      const code: Evidence = { code: 'support_code', values: { code: verdict.id, step } };
      // First on disk, then true: a code is never used without the server getting to know.
      await session.reportIncident({
        kind: 'support_code_used',
        severity: 'notice',
        evidence: [code, ...found.evidence],
      });
      await journey.apply({ type: 'verdict.contested', step });
    },
    async goOn(step) {
      const found = contestable(step);
      if (found === undefined || !contestOffer(found.view).goOn) return;
      await sessionAtHand(sessions).reportIncident({
        kind: 'verdict_contested',
        severity: 'serious',
        evidence: found.evidence,
      });
      await journey.apply({ type: 'verdict.contested', step });
    },
  };
}
