import type { Deps } from '../deps.ts';
import { eraseAnew } from '../sessions/eraseAnew.ts';
import { beginWork, withSession } from '../sessions/withSession.ts';
import { tell, type SessionWork } from '../sessions/work.ts';

/**
 * Does the same as `withSession`, and shares the transaction with whoever does so at the same time. For
 * short deeds that many apps do at once. `act` may be called twice, so it may change nothing but the
 * session and what `work` holds.
 * @returns `undefined` when there is no such session
 */
export async function joinSession<Answer>(
  deps: Deps,
  id: string,
  act: (work: SessionWork) => Promise<Answer>,
): Promise<Answer | undefined> {
  const done: { answer: Answer; work: SessionWork }[] = [];
  const joined = await deps.groups.join({
    sessionId: id,
    async act(db, session) {
      const work = await beginWork(deps, db, session);
      const answer = await act(work);
      await eraseAnew(work);
      done[0] = { answer, work };
    },
  });
  const [mine] = done;
  if (!joined || mine === undefined) return withSession(deps, id, act);
  tell(mine.work);
  return mine.answer;
}
