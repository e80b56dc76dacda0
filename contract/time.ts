import { z } from 'zod';

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

/** How the clock ends an exam whose time is over, where that is not five minutes after its end. */
export const ClosingRule = z.object({
  /** Staff have suspended the closing: the clock ends nothing. */
  suspended: z.boolean().optional(),
  /** Minutes from the start at which it is over, whatever its end says (ProctorExam, student status). */
  longestMinutes: z.number().int().positive().optional(),
  /** Staff took a suspension back: nobody is ended before, ISO UTC. */
  notBefore: z.iso.datetime().optional(),
});
export type ClosingRule = z.infer<typeof ClosingRule>;

/**
 * When the clock ends a running exam by itself, on the server and in the app alike; milliseconds since the
 * epoch, `Infinity` while the closing is suspended.
 */
export function examClosesAt(
  exam: { readonly startedAt: number; readonly endsAt: number },
  rule: ClosingRule = {},
): number {
  if (rule.suspended === true) return Infinity;
  const over =
    rule.longestMinutes === undefined
      ? exam.endsAt + GRACE_AFTER_END
      : exam.startedAt + rule.longestMinutes * 60_000;
  return rule.notBefore === undefined ? over : Math.max(over, Date.parse(rule.notBefore));
}
