import { z } from 'zod';
import { endOf } from '../sessions/sessionState.ts';
import type { SessionWork } from '../sessions/work.ts';

/**
 * What whoever adds minutes has to be told where the exam's end date comes before them:
 * `end_date_holds`: the clock did not move; `end_date_cuts`: it moved as far as that date and no further.
 */
export const EndDateNote = z.enum(['end_date_holds', 'end_date_cuts']);
export type EndDateNote = z.infer<typeof EndDateNote>;

/** What is kept with added minutes where the end date comes before them. */
export const EndDateDetails = z.object({ note: EndDateNote, endDate: z.iso.datetime() });
export type EndDateDetails = z.infer<typeof EndDateDetails>;

/**
 * Compares the clock of a session that has begun with the minutes it was granted.
 * @param endedAt where the clock stood before, milliseconds since the epoch
 * @returns undefined where all of the granted minutes count, or where no clock runs yet
 */
export function endDateDetails(
  work: Pick<SessionWork, 'session' | 'accommodations'>,
  endedAt: number | undefined,
): EndDateDetails | undefined {
  const endsAt = endOf(work);
  const { startedAt, terms, windowEnd } = work.session;
  if (endsAt === undefined || startedAt === null) return undefined;
  const minutes = terms.duration + work.accommodations.extraMinutes;
  if (startedAt.getTime() + minutes * 60_000 <= endsAt) return undefined;
  const note = endsAt === endedAt ? 'end_date_holds' : 'end_date_cuts';
  return { note, endDate: windowEnd.toISOString() };
}
