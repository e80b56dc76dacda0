import type { Deps } from '../deps.ts';
import { writeAudit } from '../storage/audit.ts';
import type { Database } from '../storage/openDatabase.ts';
import {
  eraseSession,
  isOver,
  listOfCandidate,
  listPhotoFiles,
  markPhotosRemoved,
  pseudonymise,
} from '../storage/retention.ts';
import { lockSession } from '../storage/sessions.ts';

type Needs = Pick<Deps, 'database' | 'evidence' | 'clock' | 'changes'>;

/**
 * Removes the photos of a session that is over. The files first: a crash in between leaves rows whose
 * photos are gone, and the next round finds them; the other way round it would leave photos that nobody
 * finds.
 */
export async function removePhotos(deps: Needs, sessionId: string, actor: string): Promise<void> {
  await deps.database.transaction().execute(async (db) => {
    const session = await lockSession(db, sessionId);
    if (session !== undefined && isOver(session, deps.clock.now())) {
      await removePhotosOf(deps, db, sessionId, actor);
    }
  });
}

async function removePhotosOf(
  deps: Needs,
  db: Database,
  sessionId: string,
  actor: string,
): Promise<void> {
  const files = await listPhotoFiles(db, sessionId);
  if (files.length === 0) return;
  for (const file of files) await deps.evidence.remove(file);
  const at = deps.clock.now();
  await markPhotosRemoved(db, sessionId, new Date(at));
  const after = { photos: files.length };
  await writeAudit(db, { at, actor, action: 'photos_removed', sessionId, after });
}

/**
 * Removes whatever names or describes the candidate from a session, photos included.
 * @returns false when the session is not over, which is judged while nobody else can change it
 */
export async function erasePersonal(
  deps: Needs,
  sessionId: string,
  actor: string,
): Promise<boolean> {
  const { session, ...done } = await deps.database.transaction().execute(async (db) => {
    const held = await lockSession(db, sessionId);
    if (held === undefined) return { isErased: true };
    const at = deps.clock.now();
    if (!isOver(held, at)) return { isErased: false };
    await removePhotosOf(deps, db, sessionId, actor);
    if (held.erasedAt !== null) return { isErased: true };
    await eraseSession(db, sessionId, new Date(at));
    const pseudonymised = await pseudonymise(db, held.candidateId);
    const after = { pseudonymised };
    await writeAudit(db, { at, actor, action: 'personal_data_removed', sessionId, after });
    return { isErased: true, session: held };
  });
  if (session !== undefined) deps.changes.publish({ sessionId, examId: session.examId });
  return done.isErased;
}

/**
 * Erases one candidate on demand, every session of theirs.
 * @returns false when one of them is not over: nothing was done, or all but those that began meanwhile
 */
export async function eraseCandidate(
  deps: Needs,
  candidateId: string,
  actor: string,
): Promise<boolean> {
  const now = new Date(deps.clock.now());
  const sessions = await listOfCandidate(deps.database, candidateId, now);
  if (sessions.some((session) => !session.isOver)) return false;
  let all = true;
  for (const { id, erasedAt } of sessions) {
    if (erasedAt === null && !(await erasePersonal(deps, id, actor))) all = false;
  }
  return all;
}
