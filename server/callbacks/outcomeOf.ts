import type { Outcome } from '../deliveries/outcome.ts';
import { answerText } from '../outgoing/answerText.ts';
import type { CallFault, Called } from '../outgoing/caller.ts';
import { milliseconds } from './retryAfter.ts';

/** They pass by themselves: RFC 9110 §15.5.9, RFC 8470 §5.2, RFC 6585 §4. */
const PASSING: readonly number[] = [408, 425, 429];

/**
 * They judge this very body, so sending it again will hardly help: it is tried thrice and then given up,
 * so that it does not hold up what comes behind it.
 */
const OF_THE_BODY: readonly number[] = [400, 406, 411, 413, 414, 415, 422, 431];

/**
 * The public launchers answer 200 to whatever they refuse, and say so in a sentence (their `api.php`).
 * Each of these is about something that somebody can mend.
 */
const REFUSALS_IN_WORDS: readonly string[] = [
  'Not auth provided',
  'Signature verification failed',
  'No request body',
  'Entry was not found',
];

/** Faults of a call for which somebody has to change a setting. */
const SETTINGS: readonly CallFault[] = ['address_unreadable', 'https_needed', 'address_forbidden'];

/**
 * What an LMS's answer, or its silence, means for a delivery. Every other refusal (a wrong secret, an
 * address that is not there, a redirection) is one that an administrator can mend on either side within
 * the day, so it is tried again, only more slowly.
 * @param now milliseconds since the epoch
 */
export function outcomeOf(called: Called, now: number): Outcome {
  if (called.fault !== undefined) {
    return { kind: SETTINGS.includes(called.fault) ? 'refused' : 'later', code: called.fault };
  }
  const { status, text } = called;
  const answer = answerText(text);
  if (status >= 200 && status < 300) {
    const isRefused = REFUSALS_IN_WORDS.some((words) => text.trim() === words);
    if (isRefused) return { kind: 'refused', code: 'refused_in_words', status, answer };
    return { kind: 'delivered', code: 'taken', status, answer };
  }
  const facts = { code: 'answered', status, answer };
  if (status >= 500 || PASSING.includes(status)) {
    const retryAfter = milliseconds(called.retryAfter, now);
    return { kind: 'later', ...facts, ...(retryAfter === undefined ? {} : { retryAfter }) };
  }
  return { kind: OF_THE_BODY.includes(status) ? 'unfit' : 'refused', ...facts };
}
