/** After zero the exam page stays this long for the LMS to finish; then we do (milliseconds). */
export const GRACE_AFTER_END = 5 * 60_000;

interface ExamTimes {
  /** When the exam was started, milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMinutes: number;
  readonly extraMinutes: number;
  /** The exam's `endDate`, milliseconds since the epoch. */
  readonly windowEndsAt: number;
}

/** The earlier of start + duration + granted minutes and `endDate`; milliseconds since the epoch. */
export function examEndsAt(times: ExamTimes): number {
  const byDuration = times.startedAt + (times.durationMinutes + times.extraMinutes) * 60_000;
  return Math.min(byDuration, times.windowEndsAt);
}
