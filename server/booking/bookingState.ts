import type { Config } from '../config.ts';
import type { SessionRow } from '../storage/schema.ts';
import { DEFAULT_BOOKING, type BookingSettings } from './bookingSettings.ts';

/**
 * How a session stands with its booked time. `not_needed`: the exam asks for none, or has begun; `none`:
 * nothing booked; `early`, `ready`, `missed`: before, at, and too long after its start.
 */
export type BookingState = 'not_needed' | 'none' | 'early' | 'ready' | 'missed';

export type Booked = Pick<
  SessionRow,
  'status' | 'terms' | 'bookedStart' | 'bookedEnd' | 'lateUntil'
>;

/** @param now milliseconds since the epoch */
export function bookingState(
  session: Booked,
  settings: Pick<BookingSettings, 'lateMinutes'>,
  now: number,
): BookingState {
  const { status, terms, bookedStart } = session;
  const hasBegun = status === 'exam_started' || status === 'exam_finished';
  if (!terms.schedule || hasBegun) return 'not_needed';
  if (bookedStart === null) return 'none';
  if (now < bookedStart.getTime()) return 'early';
  return now < startsUntil(session, settings) ? 'ready' : 'missed';
}

/** Until when a booked exam may be begun; whoever is in setup by then has until the end of their time. */
export function startsUntil(
  { status, bookedStart, bookedEnd, lateUntil }: Booked,
  { lateMinutes }: Pick<BookingSettings, 'lateMinutes'>,
): number {
  if (bookedStart === null) return 0;
  const isInSetup = status === 'in_setup' || status === 'exam_not_started';
  const until = isInSetup
    ? (bookedEnd?.getTime() ?? 0)
    : bookedStart.getTime() + lateMinutes * 60_000;
  // Staff may let somebody in later than that.
  return Math.max(until, lateUntil?.getTime() ?? 0);
}

/** Of a session whose integration is no longer configured, the defaults. */
export function bookingSettingsOf(config: Config, integration: string): BookingSettings {
  return config.integrations.find(({ name }) => name === integration)?.booking ?? DEFAULT_BOOKING;
}
