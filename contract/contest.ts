import { z } from 'zod';
import { CheckStep } from './check.ts';
import { STEP_BEHIND } from './overruled.ts';
import type { Reason } from './reasons.ts';
import type { SessionView } from './session.ts';

/**
 * What an integration lets a candidate do who contests a verdict where nobody is there to overrule it
 * (design.md §4). `wait`: they ask, and wait for staff. `code`: they enter a code that staff give them.
 * `continue`: they go on, and the session is flagged for review. Codes of staff are taken in every mode.
 */
export const CONTEST_MODES = ['wait', 'code', 'continue'] as const;
export const ContestMode = z.enum(CONTEST_MODES);
export type ContestMode = z.infer<typeof ContestMode>;

/**
 * The steps whose verdict can be contested: what was seen may be harmless. A server that does not answer
 * is no verdict. A support code names a step by its place here, so the order stays; eight are the most.
 */
export const CONTESTABLE_STEPS = ['displays', 'virtual_machine', 'processes'] as const;
export const ContestableStep = z.enum(CONTESTABLE_STEPS);
export type ContestableStep = z.infer<typeof ContestableStep>;

/** What a candidate has contested in a session, and how their codes went; outlives a restart. */
export const Contested = z.object({
  /** Steps in spite of which the candidate goes on, by a code or flagged. Never taken back. */
  steps: z.array(CheckStep).default([]),
  /** Codes that were no code of staff's. */
  failedCodes: z.number().int().nonnegative().default(0),
  /** When the last of them was entered; milliseconds since the epoch, the server's clock. */
  failedAt: z.number().default(0),
});
export type Contested = z.infer<typeof Contested>;

export const NOTHING_CONTESTED: Contested = Contested.parse({});

/** Both together; the same object as `one` when `other` adds nothing to it. */
export function mergeContested(one: Contested, other: Contested): Contested {
  const isNews = other.steps.some((step) => !one.steps.includes(step));
  if (!isNews && other.failedCodes <= one.failedCodes) return one;
  const { failedCodes, failedAt } = other.failedCodes > one.failedCodes ? other : one;
  return { steps: [...new Set([...one.steps, ...other.steps])], failedCodes, failedAt };
}

/** The step of which a reason is the verdict, where it can be contested. */
export function contestableStep(reason: Reason): ContestableStep | undefined {
  return ContestableStep.safeParse(STEP_BEHIND[reason]).data;
}

/** What the candidate is offered in front of one verdict. */
export interface ContestOffer {
  /** The field for a code: in sight, one press away, or not at all (an app without the session's key). */
  readonly code: 'shown' | 'folded' | 'none';
  /** "Go on; your exam will be flagged for review". */
  readonly goOn: boolean;
}

/**
 * What a mode offers. Where a person watches (`online`), that person decides: nobody goes on by
 * themselves, whatever the integration says.
 */
export function contestOffer({
  contest,
  takesCodes,
  proctoring,
}: Pick<SessionView, 'contest' | 'takesCodes' | 'proctoring'>): ContestOffer {
  const mode = contest === 'continue' && proctoring === 'online' ? 'code' : contest;
  const field = mode === 'code' ? 'shown' : 'folded';
  return { code: takesCodes ? field : 'none', goOn: mode === 'continue' };
}
