import type { LmsSettings } from './settings.ts';
import { entryToken } from './tokens.ts';

/** The quiz's course-module number; one quiz stands for every exam. */
export const QUIZ_ID = 8841;
export const COURSE_ID = 12;
export const FORUM_ID = 8840;
export const NOTES_ID = 8839;

/** `sessionUrl`: signs the candidate in without a cookie and leads to the quiz page. */
export function entryUrl(publicUrl: string, sessionId: string): string {
  const query = new URLSearchParams({
    proctor_accesscode: sessionId,
    token: entryToken(sessionId),
  });
  return `${publicUrl}/availability/condition/proctor/entry.php?${query.toString()}`;
}

/** An attempt page; usable only with the LMS's cookie. */
export function attemptPath(attempt: number, page = 0): string {
  return `/mod/quiz/attempt.php?attempt=${attempt}&cmid=${QUIZ_ID}&page=${page}`;
}

export const viewPath = `/mod/quiz/view.php?id=${QUIZ_ID}`;
export const summaryPath = (attempt: number): string =>
  `/mod/quiz/summary.php?attempt=${attempt}&cmid=${QUIZ_ID}`;
export const reviewPath = (attempt: number): string => `/mod/quiz/review.php?attempt=${attempt}`;

/** Where a candidate's browser begins. */
export const startPath = (sessionId: string): string => `/start/${encodeURIComponent(sessionId)}`;

type Proctor = Pick<LmsSettings, 'proctorUrl' | 'integrationName'>;

/** Where the browser posts the start form. */
export function startAction({ proctorUrl, integrationName }: Proctor): string {
  return `${proctorUrl}/integration/simple/${encodeURIComponent(integrationName)}/start/`;
}

/** Where the LMS says that an attempt was submitted. */
export function finishAction({ proctorUrl, integrationName }: Proctor, sessionId: string): string {
  const name = encodeURIComponent(integrationName);
  const session = encodeURIComponent(sessionId);
  return `${proctorUrl}/api/v2/integration/simple/${name}/sessions/${session}/finish/`;
}
