import { z } from 'zod';
import type { Lms } from '../lms.ts';
import type { Attempt } from '../state.ts';

/** Attempt numbers begin here, as on a site that has been in use. */
const FIRST_ATTEMPT = 4001;
const DEFAULT_MINUTES = 60;

/** `duration` is a number or, on the real wire, a string of digits. */
const minutesSchema = z.coerce.number().positive();

/** The LMS's own time limit for a session, in seconds. */
function timeLimitOf(lms: Lms, sessionId: string): number {
  if (lms.settings.timeLimitSeconds !== undefined) return lms.settings.timeLimitSeconds;
  const duration = minutesSchema.safeParse(lms.state.starts.get(sessionId)?.['duration']);
  return (duration.success ? duration.data : DEFAULT_MINUTES) * 60;
}

/** The attempt of a session, finished or not. */
export function attemptOf(lms: Lms, sessionId: string): Attempt | undefined {
  return lms.state.attempts.findLast((attempt) => attempt.sessionId === sessionId);
}

/** Begins the session's one attempt, or goes on with it. */
export function beginAttempt(lms: Lms, sessionId: string): Attempt {
  const begun = attemptOf(lms, sessionId);
  if (begun !== undefined) return begun;
  const attempt: Attempt = {
    id: FIRST_ATTEMPT + lms.state.attempts.length,
    sessionId,
    startedAt: new Date().toISOString(),
    deadline: Date.now() + timeLimitOf(lms, sessionId) * 1000,
    finishedAt: null,
    answers: {},
    saves: [],
  };
  lms.state.attempts.push(attempt);
  return attempt;
}
