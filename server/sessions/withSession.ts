import type { Deps } from '../deps.ts';
import { readAccommodations } from '../storage/accommodations.ts';
import type { Database } from '../storage/openDatabase.ts';
import type { SessionRow } from '../storage/schema.ts';
import { lockSession } from '../storage/sessions.ts';
import { eraseAnew } from './eraseAnew.ts';
import { settle } from './settle.ts';
import { tell, type SessionWork } from './work.ts';

/**
 * Does something to a session while nobody else can. What the clock already owes it is done first,
 * so no rule of time depends on when the clockwork happened to look.
 * @returns `undefined` when there is no such session
 */
export async function withSession<Answer>(
  deps: Deps,
  id: string,
  act: (work: SessionWork) => Promise<Answer>,
): Promise<Answer | undefined> {
  const done = await deps.database.transaction().execute(async (db) => {
    const session = await lockSession(db, id);
    if (session === undefined) return undefined;
    const work = await beginWork(deps, db, session);
    const answer = await act(work);
    await eraseAnew(work);
    return { answer, work };
  });
  if (done === undefined) return undefined;
  tell(done.work);
  return done.answer;
}

/** Takes up the work on a session that this transaction holds already. */
export async function beginWork(
  deps: Deps,
  db: Database,
  session: SessionRow,
): Promise<SessionWork> {
  deps.watch.tick();
  const accommodations = await readAccommodations(db, session);
  const now = deps.clock.now();
  const work = { deps, db, now, session, accommodations, moves: [], owed: {}, visible: false };
  await settle(work);
  return work;
}
