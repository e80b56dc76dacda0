import { finishAction, reviewPath } from './addresses.ts';
import type { Lms } from './lms.ts';
import type { Attempt, FinishCall } from './state.ts';
import { signCall } from './tokens.ts';

/** How long the LMS waits for the proctoring server, in ms. */
const PATIENCE_MS = 10_000;

async function post(lms: Lms, call: FinishCall): Promise<void> {
  try {
    const answer = await fetch(call.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `JWT ${await signCall(lms.settings.jwtSecret)}`,
      },
      body: JSON.stringify({ sessionFinishUrl: call.sessionFinishUrl }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    call.status = answer.status;
    call.answer = await answer.text();
  } catch (error) {
    // fetch says only that it failed; why is in the cause.
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    call.error = String(reason);
  }
}

/**
 * Tells the proctoring server that an attempt was submitted: once, behind the candidate's back,
 * never again (measured). What became of it is kept in the state.
 */
export function tellFinish(lms: Lms, attempt: Attempt): void {
  if (!lms.settings.sendFinish) return;
  const call: FinishCall = {
    at: new Date().toISOString(),
    url: finishAction(lms.settings, attempt.sessionId),
    sessionId: attempt.sessionId,
    sessionFinishUrl: lms.publicUrl + reviewPath(attempt.id),
    status: null,
    answer: null,
    error: null,
  };
  lms.state.finishCalls.push(call);
  const posted = post(lms, call);
  lms.pending.add(posted);
  void posted.finally(() => lms.pending.delete(posted));
}

/** Closes an attempt once; a second submit changes nothing. */
export function finishAttempt(lms: Lms, attempt: Attempt): void {
  if (attempt.finishedAt !== null) return;
  attempt.finishedAt = new Date().toISOString();
  tellFinish(lms, attempt);
}
