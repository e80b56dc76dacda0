import type { Status } from '../../contract/status.ts';
import type { Database } from './openDatabase.ts';
import type { TransitionCause, TransitionRow } from './schema.ts';

export interface Transition {
  readonly sessionId: string;
  readonly status: Status;
  /** When it happened, milliseconds since the epoch. */
  readonly at: number;
  readonly receivedAt: number;
  readonly cause: TransitionCause;
  readonly moved: boolean;
}

export async function addTransition(db: Database, transition: Transition): Promise<void> {
  const { at, receivedAt, ...rest } = transition;
  await db
    .insertInto('transitions')
    .values({ ...rest, at: new Date(at), receivedAt: new Date(receivedAt) })
    .execute();
}

/** Every transition of a session in the order in which it happened. */
export function listTransitions(db: Database, sessionId: string): Promise<TransitionRow[]> {
  return db
    .selectFrom('transitions')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}
