import { canMove, type Status } from '../../contract/status.ts';
import { addTransition, readPast, type PastMove } from '../storage/transitions.ts';
import type { SessionUpdate, TransitionCause } from '../storage/schema.ts';
import { update, type SessionWork } from './work.ts';

export interface Move {
  readonly status: Status;
  /** When it happened, milliseconds since the epoch. */
  readonly at: number;
  readonly cause: TransitionCause;
  /** Columns that change along with the status. */
  readonly values?: SessionUpdate;
}

/**
 * Moves a session forward, never back. A move that comes too late is kept for its time and moves
 * nothing; one that the session has behind it already leaves no trace besides its event.
 * @returns whether the session moved
 */
export async function moveStatus(work: SessionWork, move: Move): Promise<boolean> {
  const { status, at, cause } = move;
  const may = canMove(work.session.status, status);
  // What is behind it decides over what may not be, or may come late.
  const past = may && !goesEitherWay(status) ? [] : await readPast(work.db, work.session.id);
  const moved = may && !isOverhauled(past, move);
  if (!moved && past.some((transition) => transition.status === status)) return false;
  const sessionId = work.session.id;
  await addTransition(work.db, { sessionId, status, at, receivedAt: work.now, cause, moved });
  work.visible = true;
  if (!moved) return false;
  await update(work, { ...move.values, status });
  work.moves.push({ status, at });
  return true;
}

/**
 * in_setup and exam_not_started follow each other either way, so an older one that arrives late
 * would pass as a step forward. The time of the last move tells them apart.
 */
function isOverhauled(past: readonly PastMove[], move: Move): boolean {
  if (!goesEitherWay(move.status)) return false;
  return past.some((transition) => transition.moved && transition.at.getTime() > move.at);
}

function goesEitherWay(status: Status): boolean {
  return status === 'in_setup' || status === 'exam_not_started';
}
