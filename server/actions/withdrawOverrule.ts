import { z } from 'zod';
import { CheckStep } from '../../contract/check.ts';
import { changeAccommodations } from '../storage/accommodations.ts';
import { keep, refused, type Action } from './action.ts';

/** The step counts again for this candidate. */
export const withdrawOverrule: Action<{ step: CheckStep }> = {
  input: z.object({ step: CheckStep }),
  async perform(work, { step }, actor) {
    const { session, accommodations, now, db } = work;
    if (!accommodations.waivedSteps.includes(step)) return refused('nothing_to_change');
    const { id: sessionId, examId, candidateId } = session;
    const grant = { sessionId, examId, candidateId, at: now, actor };
    const action = 'step_waiver_withdrawn';
    work.accommodations = await changeAccommodations(db, grant, action, (known) => ({
      ...known,
      waivedSteps: known.waivedSteps.filter((each) => each !== step),
    }));
    return keep(work, actor, { kind: 'overrule_withdrawn', details: { step } });
  },
};
