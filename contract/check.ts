import { z } from 'zod';

/**
 * The steps of the system check. The first six carry ProctorExam's names (`<step>_check` on its wire);
 * the rest are what a locked-down exam needs besides.
 */
export const CHECK_STEPS = [
  'webcam',
  'microphone',
  'speakers',
  'screenshare',
  'mobile',
  'bandwidth',
  'displays',
  'virtual_machine',
  'processes',
  'network',
  'power',
  'disk',
  'session_type',
] as const;
export const CheckStep = z.enum(CHECK_STEPS);
export type CheckStep = z.infer<typeof CheckStep>;

/** Steps that only ever warn: a failed one is told, and never holds a candidate back. */
const WARNING_ONLY: ReadonlySet<CheckStep> = new Set<CheckStep>([
  'bandwidth',
  'power',
  'disk',
  'session_type',
]);

/** ProctorExam's wire values of a step (docs.proctorexam.com/statuses). */
export const CHECK_STATES = ['not_started', 'not_completed', 'failed', 'succeeded'] as const;
export const CheckState = z.enum(CHECK_STATES);
export type CheckState = z.infer<typeof CheckState>;

export const CheckOutcome = z.enum(['pass', 'warn', 'fail']);
export type CheckOutcome = z.infer<typeof CheckOutcome>;

/**
 * One plain fact that a verdict rests on. `code` names a sentence in the catalogue (`evidence.<code>`),
 * `values` fills it. Never a window title, a full process list or a serial number.
 */
export const Evidence = z.object({
  code: z.string().min(1).max(80),
  values: z
    .record(z.string().max(40), z.union([z.string().max(200), z.number(), z.boolean()]))
    .default({}),
});
export type Evidence = z.infer<typeof Evidence>;

/** What a pure verdict makes of what a probe read. */
export interface CheckVerdict {
  readonly outcome: CheckOutcome;
  readonly evidence: readonly Evidence[];
}

/** A step as it travels: app → server, main → renderer. */
export const CheckResult = z.object({
  step: CheckStep,
  state: CheckState,
  /** Absent until the step was judged. */
  outcome: CheckOutcome.optional(),
  evidence: z.array(Evidence).max(50).default([]),
  /** Measured bits per second, of the bandwidth step only. */
  bandwidthSpeed: z.number().nonnegative().optional(),
});
export type CheckResult = z.infer<typeof CheckResult>;

/** Pass and warn are `succeeded` on the wire, fail is `failed` (design §2). */
export function wireState(outcome: CheckOutcome): CheckState {
  return outcome === 'fail' ? 'failed' : 'succeeded';
}

export interface CheckNeeds {
  /** The exam asks for a phone as second camera. */
  readonly mobile: boolean;
  /** Nothing of sound, picture or screen is recorded for these steps, so they need not pass. */
  readonly notNeeded: readonly CheckStep[];
  /** Steps that staff waived for this candidate. */
  readonly waived: readonly CheckStep[];
}

/** Whether the step must have succeeded before setup may begin. */
export function isRequired(step: CheckStep, needs: CheckNeeds): boolean {
  if (WARNING_ONLY.has(step)) return false;
  if (step === 'mobile' && !needs.mobile) return false;
  return !needs.notNeeded.includes(step) && !needs.waived.includes(step);
}

/**
 * The steps that still keep the candidate from setup. Empty means that the system check is completed:
 * all steps but bandwidth must succeed, mobile only when the exam requires it (ProctorExam, student status).
 */
export function stepsInTheWay(
  results: Readonly<Partial<Record<CheckStep, CheckState>>>,
  needs: CheckNeeds,
): CheckStep[] {
  return CHECK_STEPS.filter((step) => isRequired(step, needs) && results[step] !== 'succeeded');
}
