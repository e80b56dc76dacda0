import { z } from 'zod';
import { CheckStep } from './check.ts';

/**
 * What staff granted one candidate. Data, never parsed out of free text; every change is audited.
 * `special_accommodations_info` of the start parameters is shown to staff and stays text.
 */
export const Accommodations = z.object({
  /** Added to the duration; never moves the exam's own end date. Minutes. */
  extraMinutes: z.number().int().min(0).max(600).default(0),
  /** Steps of the system check that need not succeed for this candidate. */
  waivedSteps: z.array(CheckStep).max(20).default([]),
  /** Sum of the breaks the candidate may take. Minutes. */
  breakMinutes: z.number().int().min(0).max(240).default(0),
});
export type Accommodations = z.infer<typeof Accommodations>;
