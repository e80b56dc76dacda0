import { DEFAULT_PROOF_MESSAGE } from '../../contract/http.ts';
import { effectiveUrlRules } from '../../contract/urlRules.ts';
import { ServerRefusal } from '../refusal.ts';
import { RECORDING_STOPPED } from '../sessions/reconnectMinutesOf.ts';
import type { SessionSettings } from '../sessions/sessionSettings.ts';
import type { SessionWork } from '../sessions/work.ts';
import { examOf } from '../storage/apiExams.ts';
import { findApiSession } from '../storage/apiSessions.ts';
import { websitesOf } from './examPolicy.ts';
import { EXAM_PAGE } from './keepStudents.ts';
import { instituteOf } from './instituteOf.ts';
import { pageAccess } from './pageAccess.ts';

/** What a session of this API has besides its parameters: its institute's settings, its exam's pages. */
export async function instituteSettings(
  { deps, db, session, now }: SessionWork,
  accessToken: string,
): Promise<SessionSettings> {
  const student = await findApiSession(db, session.id);
  if (student === undefined) throw new ServerRefusal('session_unknown');
  const exam = await examOf(db, student.examId, now);
  const { config } = await instituteOf(deps, db, exam.instituteId);
  const websites = websitesOf(exam.fields);
  const own = new URL(EXAM_PAGE, deps.publicUrl());
  const ownRule = `${own.href}*`;
  own.searchParams.set('access', pageAccess(deps, session.id, accessToken));
  return {
    name: session.integration,
    languages: config.languages,
    proofMessage: DEFAULT_PROOF_MESSAGE,
    reconnectMinutes: RECORDING_STOPPED,
    contest: config.contest,
    urlRules:
      websites.length === 0 ? [ownRule] : websites.flatMap((site) => effectiveUrlRules(site)),
    ...(websites.length === 0 ? { entryUrl: own.href } : {}),
  };
}
