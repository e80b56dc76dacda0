import { z } from 'zod';
import { CheckStep } from '../../contract/check.ts';
import { changeAccommodations } from '../storage/accommodations.ts';
import { keep, refused, type Action } from './action.ts';

/** What this step of the system check finds holds the candidate back no more; it is still reported. */
export const overruleVerdict: Action<{ step: CheckStep }> = {
  input: z.object({ step: CheckStep }),
  async perform(work, { step }, actor) {
    const { session, accommodations, now, db } = work;
    if (accommodations.waivedSteps.includes(step)) return refused('nothing_to_change');
    const { id: sessionId, examId, candidateId } = session;
    const grant = { sessionId, examId, candidateId, at: now, actor };
    work.accommodations = await changeAccommodations(db, grant, 'step_waived', (known) => ({
      ...known,
      waivedSteps: [...new Set([...known.waivedSteps, step])],
    }));
    return keep(work, actor, { kind: 'overruled', details: { step } });
  },
};
