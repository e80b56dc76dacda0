import type { BookingSettings } from './bookingSettings.ts';

/** Milliseconds since the epoch. */
export interface Slot {
  readonly start: number;
  readonly end: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The times that may be booked from a moment on, one after the other. Each leaves the whole of the exam
 * before the window's end; a window in which no full step lies has one time, its beginning.
 * @param exam of whose window and duration; `durationMinutes` with the minutes granted
 * @param from none that begins before it; `now`, or where a page of the calendar begins
 */
export function* slotsOf(
  exam: {
    readonly windowStart: number;
    readonly windowEnd: number;
    readonly durationMinutes: number;
  },
  settings: Pick<BookingSettings, 'slotMinutes' | 'days'>,
  { now, from = now }: { now: number; from?: number },
): Generator<Slot> {
  const step = settings.slotMinutes * MINUTE;
  const duration = exam.durationMinutes * MINUTE;
  const length = Math.ceil(duration / step) * step;
  const first = Math.ceil(exam.windowStart / step) * step;
  const last = exam.windowEnd - duration;
  if (first > last) {
    const start = exam.windowStart;
    if (start <= last && start >= now && start >= from) yield { start, end: start + length };
    return;
  }
  const earliest = Math.max(exam.windowStart, now, from);
  const latest = Math.min(last, now + settings.days * DAY);
  for (let start = Math.ceil(earliest / step) * step; start <= latest; start += step) {
    yield { start, end: start + length };
  }
}

/** Whether a candidate may book a time that begins then. */
export function findSlot(
  exam: Parameters<typeof slotsOf>[0],
  settings: Parameters<typeof slotsOf>[1],
  { now, start }: { now: number; start: number },
): Slot | undefined {
  if (start < now) return undefined;
  const { value } = slotsOf(exam, settings, { now, from: start }).next() as { value?: Slot };
  return value?.start === start ? value : undefined;
}
