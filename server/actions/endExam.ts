import { z } from 'zod';
import { DeskWords } from '../../contract/desk.ts';
import { closeSession } from '../sessions/closeSession.ts';
import { keep, refused, type Action } from './action.ts';

/** Ends the exam of one student, begun or not; the LMS's attempt is the LMS's own affair. */
export const endExam: Action<{ words?: string | undefined }> = {
  input: z.object({ words: DeskWords.optional() }),
  async perform(work, { words }, actor) {
    const before = { status: work.session.status };
    if (!(await closeSession(work, { by: 'staff', at: work.now }))) return refused('exam_is_over');
    return keep(work, actor, {
      kind: 'ended',
      ...(words === undefined ? {} : { words }),
      audit: { action: 'exam_ended', before },
    });
  },
};
