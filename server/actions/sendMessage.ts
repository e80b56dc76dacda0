import { z } from 'zod';
import { DeskWords } from '../../contract/desk.ts';
import { noteMessagesRead } from '../storage/desk.ts';
import { keep, refused, type Action } from './action.ts';

/** A line of the chat; whoever answers has read what was asked. */
export const sendMessage: Action<{ words: string }> = {
  input: z.object({ words: DeskWords }),
  async perform(work, { words }, actor) {
    if (work.session.status === 'exam_finished') return refused('exam_is_over');
    await noteMessagesRead(work.db, { sessionId: work.session.id, at: work.now });
    return keep(work, actor, { kind: 'message', words, audit: { action: 'message_sent' } });
  },
};
