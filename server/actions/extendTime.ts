import { z } from 'zod';
import { Accommodations } from '../../contract/accommodations.ts';
import { endOf } from '../sessions/sessionState.ts';
import { changeAccommodations } from '../storage/accommodations.ts';
import { keep, refused, type Action } from './action.ts';

const RANGE = Accommodations.shape.extraMinutes.unwrap();

/**
 * Adds minutes to the candidate's duration, or sets their sum. The exam's own end date stays (see
 * `allowLateEntry`), and so does the LMS's limit, which nobody here can move.
 */
export const extendTime: Action<{ minutes: number; sum: boolean }> = {
  input: z.object({
    /** Whole minutes: to be added, or with `sum` all that are granted. */
    minutes: z.number().int().min(0).max(600),
    sum: z.boolean().default(false),
  }),
  async perform(work, { minutes, sum }, actor) {
    const { session, accommodations, now, db } = work;
    if (session.status === 'exam_finished' && session.startedAt === null) {
      return refused('exam_is_over');
    }
    const before = accommodations.extraMinutes;
    const wanted = RANGE.safeParse(sum ? minutes : before + minutes);
    if (!wanted.success) return refused('too_many_minutes');
    const extraMinutes = wanted.data;
    if (extraMinutes === before) return refused('nothing_to_change');
    const endedAt = endOf(work);
    const { id: sessionId, examId, candidateId } = session;
    const grant = { sessionId, examId, candidateId, at: now, actor };
    const action = 'extra_minutes_granted';
    work.accommodations = await changeAccommodations(db, grant, action, (known) => ({
      ...known,
      extraMinutes,
    }));
    const endsAt = endOf(work);
    const details = { before, after: extraMinutes, moved: endsAt !== endedAt };
    // Before the start, and where the end date holds, no clock is moved that anybody looks at.
    return keep(work, actor, { kind: 'time', details: { ...details, hidden: !details.moved } });
  },
};
