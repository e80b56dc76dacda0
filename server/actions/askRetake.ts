import { z } from 'zod';
import { DeskWords } from '../../contract/desk.ts';
import { PhotoKind } from '../../contract/photo.ts';
import { keepAdmission } from '../storage/desk.ts';
import { keep, refused, type Action } from './action.ts';
import { isHeldBack } from './admission.ts';

/** Sends the candidate back to take one photo again, with the reason why. */
export const askRetake: Action<{ photo: PhotoKind; words: string }> = {
  input: z.object({ photo: PhotoKind, words: DeskWords }),
  async perform(work, { photo, words }, actor) {
    const { db, session, now } = work;
    if (!isHeldBack(work)) return refused('nobody_waits');
    if (!session.terms.identification.includes(photo)) return refused('photo_not_asked');
    return keep(work, actor, {
      kind: 'retake',
      words,
      details: { photo },
      audit: { action: 'retake_asked', after: { photo } },
      then: (actionId) =>
        keepAdmission(db, session.id, {
          state: 'retake',
          at: new Date(now),
          actionId,
          photo,
          words,
          decidedBy: actor,
        }),
    });
  },
};
