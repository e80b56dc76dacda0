import { z } from 'zod';
import { DeskWords } from '../../contract/desk.ts';
import { keep, refused, type Action } from './action.ts';

/** Covers the exam's page with these words until it is unlocked; what is typed stays below. */
export const lockExam: Action<{ words: string }> = {
  input: z.object({ words: DeskWords }),
  perform(work, { words }, actor) {
    const { session } = work;
    if (session.status !== 'exam_started') return Promise.resolve(refused('exam_not_running'));
    if (session.desk?.lock !== undefined) return Promise.resolve(refused('exam_locked_already'));
    return keep(work, actor, { kind: 'lock', words, audit: { action: 'exam_locked' } });
  },
};
