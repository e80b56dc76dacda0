import { z } from 'zod';
import { DeskWords } from '../../contract/desk.ts';
import { keepAdmission } from '../storage/desk.ts';
import { keep, refused, type Action } from './action.ts';
import { isHeldBack } from './admission.ts';

/**
 * The photos do not show who should sit the exam. The candidate is told why and goes no further; the
 * session stays as it is, so that somebody may think again.
 */
export const refuseIdentity: Action<{ words: string }> = {
  input: z.object({ words: DeskWords }),
  async perform(work, { words }, actor) {
    const { db, session, now } = work;
    if (!isHeldBack(work)) return refused('nobody_waits');
    return keep(work, actor, {
      kind: 'refused',
      words,
      audit: { action: 'identification_rejected' },
      then: (actionId) =>
        keepAdmission(db, session.id, {
          state: 'refused',
          at: new Date(now),
          actionId,
          photo: null,
          words,
          decidedBy: actor,
        }),
    });
  },
};
