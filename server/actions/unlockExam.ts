import { z } from 'zod';
import { keep, refused, type Action } from './action.ts';

/** Takes the cover away again; how long it lay there is on the student's page, to be credited. */
export const unlockExam: Action<object> = {
  input: z.object({}),
  perform(work, _input, actor) {
    const lock = work.session.desk?.lock;
    if (lock === undefined) return Promise.resolve(refused('exam_not_locked'));
    const details = { lock: lock.id };
    return keep(work, actor, { kind: 'unlock', details, audit: { action: 'exam_unlocked' } });
  },
};
