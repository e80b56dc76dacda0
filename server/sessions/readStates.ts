import type { SessionState } from '../../contract/http.ts';
import { readSessionsWithGrants } from '../storage/sessions.ts';
import type { Database } from '../storage/openDatabase.ts';
import { sessionState } from './sessionState.ts';

export interface ReadState {
  readonly sessionId: string;
  /** Hash of the one access token that holds the session now; null before the first app. */
  readonly access: string | null;
  readonly state: SessionState;
}

/**
 * The states of many sessions in one read, without holding any of them. What the clock owes them is not
 * paid here: the next heartbeat or the clockwork does, and tells again.
 */
export async function readStates(
  db: Database,
  sessionIds: readonly string[],
  now: number,
): Promise<ReadState[]> {
  const rows = await readSessionsWithGrants(db, sessionIds);
  return rows.map(({ session, accommodations, access }) => ({
    sessionId: session.id,
    access,
    state: sessionState({ session, accommodations, now }),
  }));
}
