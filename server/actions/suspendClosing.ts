import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { update } from '../sessions/work.ts';
import { writeAudit } from '../storage/audit.ts';
import { refused, type Action } from './action.ts';

/** Until it is taken back, the server closes this session neither for absence nor for time. */
export const suspendClosing: Action<object> = {
  input: z.object({}),
  async perform(work, _input, actor) {
    const { session, db, now } = work;
    if (session.status === 'exam_finished') return refused('exam_is_over');
    if (session.closingSuspendedAt !== null) return refused('nothing_to_change');
    await update(work, { closingSuspendedAt: new Date(now) });
    work.visible = true;
    await writeAudit(db, { at: now, actor, action: 'closing_suspended', sessionId: session.id });
    return { done: true, id: randomUUID() };
  },
};

/**
 * The clock rules again. Absence is counted from now on, and whoever is out of time has the minutes
 * that everybody has after the end.
 */
export const resumeClosing: Action<object> = {
  input: z.object({}),
  async perform(work, _input, actor) {
    const { session, db, now } = work;
    if (session.closingSuspendedAt === null) return refused('nothing_to_change');
    await update(work, { closingSuspendedAt: null, closingResumedAt: new Date(now) });
    work.visible = true;
    await writeAudit(db, { at: now, actor, action: 'closing_resumed', sessionId: session.id });
    return { done: true, id: randomUUID() };
  },
};
