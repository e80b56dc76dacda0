import { attemptPath, entryUrl, startAction, startPath } from './addresses.ts';
import type { Lms } from './lms.ts';
import { prepareSample } from './samples.ts';
import type { Attempt, StartParameters } from './state.ts';
import { signStart } from './tokens.ts';

/** A start as a script posts it: `token` is the one form field, `action` where it goes. */
export interface SignedStart {
  readonly action: string;
  readonly token: string;
  readonly parameters: StartParameters;
}

/** An exam that a candidate can begin on this LMS. */
export interface OfferedStart extends SignedStart {
  /** The LMS page with the exam and its "Begin" form. */
  readonly startUrl: string;
}

async function signed(lms: Lms, parameters: StartParameters): Promise<SignedStart> {
  return {
    action: startAction(lms.settings),
    token: await signStart(parameters, lms.settings.jwtSecret),
    parameters,
  };
}

/** Offers an exam; the same sessionId again replaces the offer. */
export async function addStart(lms: Lms, parameters: StartParameters): Promise<OfferedStart> {
  lms.state.starts.set(parameters.sessionId, parameters);
  const startUrl = lms.publicUrl + startPath(parameters.sessionId);
  return { ...(await signed(lms, parameters)), startUrl };
}

/** Offers `test/fixtures/start/NAME.json`, moved to this LMS and to now. */
export function addSample(
  lms: Lms,
  name: string,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<OfferedStart> {
  return addStart(lms, prepareSample(name, overrides, { lmsUrl: lms.publicUrl }));
}

/** The first start of an offered exam, signed afresh. */
export function signOffered(lms: Lms, parameters: StartParameters): Promise<SignedStart> {
  return signed(lms, parameters);
}

/**
 * The start that an unproctored attempt page posts: same sessionId, and a `sessionUrl` that is
 * now the attempt page itself, of use only to a browser that still has the LMS's cookie.
 */
export function signRestart(lms: Lms, attempt: Attempt, page = 0): Promise<SignedStart> {
  const offered = lms.state.starts.get(attempt.sessionId) ?? { sessionId: attempt.sessionId };
  const sessionUrl =
    lms.settings.restartSessionUrl === 'attempt'
      ? lms.publicUrl + attemptPath(attempt.id, page)
      : entryUrl(lms.publicUrl, attempt.sessionId);
  return signed(lms, { ...offered, sessionUrl, sessionId: attempt.sessionId });
}
