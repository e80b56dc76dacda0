import { z } from 'zod';
import { Accommodations } from '../../contract/accommodations.ts';
import { endOf } from '../sessions/sessionState.ts';
import {
  changeAccommodations,
  lockAccommodations,
  touchOtherSessions,
} from '../storage/accommodations.ts';
import { wasDoneForCandidate } from '../storage/cohorts.ts';
import { keep, refused, type Action } from './action.ts';
import { endDateDetails } from './endDateNote.ts';

const RANGE = Accommodations.shape.extraMinutes.unwrap();

/**
 * Adds minutes to the candidate's duration, or sets their sum. The exam's own end date stays (see
 * `allowLateEntry`), and so does the LMS's limit, which nobody here can move. The minutes are the
 * candidate's in this exam: a deed on a whole exam grants them once, however many sessions there are, and
 * the apps of all of them are told.
 */
export const extendTime: Action<{ minutes: number; sum: boolean }> = {
  input: z.object({
    /** Whole minutes: to be added, or with `sum` all that are granted. */
    minutes: z.number().int().min(0).max(600),
    sum: z.boolean().default(false),
  }),
  async perform(work, { minutes, sum }, actor, job) {
    const { session, now, db } = work;
    if (session.status === 'exam_finished' && session.startedAt === null) {
      return refused('exam_is_over');
    }
    const { id: sessionId, examId, candidateId } = session;
    const grant = { sessionId, examId, candidateId, at: now, actor };
    // What the work began with may be older: other sessions of the candidate have locks of their own.
    const known = await lockAccommodations(db, grant, now);
    const isGranted = job !== undefined && (await wasDoneForCandidate(db, job, grant));
    const before = isGranted ? Math.max(0, known.extraMinutes - minutes) : known.extraMinutes;
    const sumAfter = sum ? minutes : known.extraMinutes + minutes;
    const wanted = RANGE.safeParse(isGranted ? known.extraMinutes : sumAfter);
    if (!wanted.success) return refused('too_many_minutes');
    const extraMinutes = wanted.data;
    if (extraMinutes === before) return refused('nothing_to_change');
    const endedAt = endOf({ session, accommodations: { ...known, extraMinutes: before } });
    work.accommodations = known;
    if (!isGranted) {
      const action = 'extra_minutes_granted';
      work.accommodations = await changeAccommodations(db, grant, action, (held) => ({
        ...held,
        extraMinutes,
      }));
      work.others = await touchOtherSessions(db, grant);
    }
    const moved = endOf(work) !== endedAt;
    const held = endDateDetails(work, endedAt);
    // Before the start, and where the end date holds, no clock is moved that the candidate looks at.
    const details = { before, after: extraMinutes, moved, hidden: !moved, ...held };
    const done = await keep(work, actor, { kind: 'time', details });
    return done.done && held !== undefined ? { ...done, note: held.note } : done;
  },
};
