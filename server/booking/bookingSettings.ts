import { z } from 'zod';

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    // That is how the runtime says that it knows no such zone.
    return false;
  }
}

/** An IANA time zone. */
export const TimeZone = z
  .string()
  .max(60)
  .refine(isZone, { error: 'must be a time zone such as Europe/Paris' });

/** How candidates of an integration book a time for exams with `schedule: true`. */
export const BookingSettings = z.strictObject({
  /**
   * A time begins at every full so many minutes, and lasts as long as the exam does, rounded up to them:
   * launchers let teachers choose multiples of 30 for booked exams (proctoring-facts §2.3).
   */
  slotMinutes: z.number().int().min(5).max(240).default(30),
  /** How many candidates may be booked at the same time; absent: as many as like. */
  capacity: z.number().int().min(1).optional(),
  /** Until how long before its start a booking may be cancelled. The learner guide says a day. */
  cancelHours: z.number().min(0).max(720).default(24),
  /** How late one may come; the public launchers make a new attempt after as long. */
  lateMinutes: z.number().int().min(1).max(240).default(15),
  /** How far ahead times are offered. */
  days: z.number().int().min(1).max(366).default(60),
  /** In which times are shown until the candidate chooses another. */
  timeZone: TimeZone.default('UTC'),
});
export type BookingSettings = z.infer<typeof BookingSettings>;

export const DEFAULT_BOOKING: BookingSettings = BookingSettings.parse({});
