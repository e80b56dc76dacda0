import { z } from 'zod';
import { keepAdmission } from '../storage/desk.ts';
import { keep, refused, type Action } from './action.ts';
import { isHeldBack } from './admission.ts';

/** Lets the candidate in who waits, or who was turned down before. */
export const admit: Action<object> = {
  input: z.object({}),
  async perform(work, _input, actor) {
    if (!isHeldBack(work)) return refused('nobody_waits');
    const { db, session, now } = work;
    return keep(work, actor, {
      kind: 'admitted',
      audit: { action: 'candidate_admitted' },
      then: (actionId) =>
        keepAdmission(db, session.id, {
          state: 'admitted',
          at: new Date(now),
          actionId,
          photo: null,
          words: null,
          decidedBy: actor,
        }),
    });
  },
};
