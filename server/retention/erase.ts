import type { Deps } from '../deps.ts';
import { writeAudit } from '../storage/audit.ts';
import {
  eraseSession,
  listOfCandidate,
  listPhotoFiles,
  markPhotosRemoved,
  pseudonymise,
} from '../storage/retention.ts';
import { lockSession } from '../storage/sessions.ts';

type Needs = Pick<Deps, 'database' | 'evidence' | 'clock' | 'changes'>;

/**
 * Removes the photos of a session. The files first: a crash in between leaves rows whose photos are gone,
 * and the next round finds them; the other way round it would leave photos that nobody finds.
 */
export async function removePhotos(deps: Needs, sessionId: string, actor: string): Promise<void> {
  const files = await listPhotoFiles(deps.database, sessionId);
  if (files.length === 0) return;
  for (const file of files) await deps.evidence.remove(file);
  await deps.database.transaction().execute(async (db) => {
    const at = deps.clock.now();
    await markPhotosRemoved(db, sessionId, new Date(at));
    const after = { photos: files.length };
    await writeAudit(db, { at, actor, action: 'photos_removed', sessionId, after });
  });
}

/** Removes whatever names or describes the candidate from a session that is over, photos included. */
export async function erasePersonal(deps: Needs, sessionId: string, actor: string): Promise<void> {
  await removePhotos(deps, sessionId, actor);
  const erased = await deps.database.transaction().execute(async (db) => {
    const session = await lockSession(db, sessionId);
    if (session === undefined || session.erasedAt !== null) return undefined;
    const at = deps.clock.now();
    await eraseSession(db, sessionId, new Date(at));
    const pseudonymised = await pseudonymise(db, session.candidateId);
    const after = { pseudonymised };
    await writeAudit(db, { at, actor, action: 'personal_data_removed', sessionId, after });
    return session;
  });
  if (erased !== undefined) deps.changes.publish({ sessionId, examId: erased.examId });
}

/**
 * Erases one candidate on demand, every session of theirs.
 * @returns false when one of them is not over yet, and nothing was done
 */
export async function eraseCandidate(
  deps: Needs,
  candidateId: string,
  actor: string,
): Promise<boolean> {
  const now = new Date(deps.clock.now());
  const sessions = await listOfCandidate(deps.database, candidateId, now);
  if (sessions.some(({ isOver }) => !isOver)) return false;
  for (const { id, erasedAt } of sessions) {
    if (erasedAt === null) await erasePersonal(deps, id, actor);
  }
  return true;
}
