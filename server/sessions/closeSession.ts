import type { Reason } from '../../contract/reasons.ts';
import { oweReview } from '../callbacks/owe.ts';
import type { ClosedBy, TransitionCause } from '../storage/schema.ts';
import { moveStatus } from './moveStatus.ts';
import type { SessionWork } from './work.ts';

/** The reason that a closed session gives to whoever comes back to it. */
const REASON: Readonly<Record<ClosedBy, Reason>> = {
  candidate: 'session_closed',
  lms: 'session_closed',
  staff: 'session_closed',
  time: 'closed_out_of_time',
  disconnected: 'closed_disconnected',
};

const CAUSE: Readonly<Record<ClosedBy, TransitionCause>> = {
  candidate: 'app',
  lms: 'lms',
  staff: 'staff',
  time: 'time',
  disconnected: 'absence',
};

export interface Closing {
  readonly by: ClosedBy;
  readonly at: number;
  /** Of a disconnected one: since when nothing had been heard. */
  readonly absentSince?: number;
}

/**
 * Ends a session: nobody enters it any more. What its app still holds is taken all the same.
 * @returns false when it was over already
 */
export async function closeSession(work: SessionWork, closing: Closing): Promise<boolean> {
  const { by, at, absentSince } = closing;
  const closed = await moveStatus(work, {
    status: 'exam_finished',
    at,
    cause: CAUSE[by],
    values: {
      closedAt: new Date(at),
      closedBy: by,
      closedReason: REASON[by],
      absentSince: absentSince === undefined ? null : new Date(absentSince),
    },
  });
  if (closed) await oweReview(work);
  return closed;
}
