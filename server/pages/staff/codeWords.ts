import type { SupportCodeRow } from '../../storage/schema.ts';
import type { Say } from '../words.ts';

/** How long a code may be good. Minutes: a call, an hour, a long exam, a day without a phone. */
export const VALID_MINUTES = [15, 60, 240, 1440] as const;

export function lengthWords(minutes: number, say: Say): string {
  return minutes < 60
    ? say('code.minutes', { count: minutes })
    : say('code.hours', { count: minutes / 60 });
}

/** What became of a code. One that was used stays used, whatever happened to it later. */
export function codeState(
  code: SupportCodeRow,
  now: number,
): 'used' | 'takenBack' | 'expired' | 'unused' {
  if (code.usedAt !== null) return 'used';
  if (code.withdrawnAt !== null) return 'takenBack';
  return now >= code.expiresAt.getTime() ? 'expired' : 'unused';
}
