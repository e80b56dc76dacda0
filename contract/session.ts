import { z } from 'zod';
import { Accommodations } from './accommodations.ts';
import { CheckResult, CheckStep } from './check.ts';
import { Contested, ContestMode, NOTHING_CONTESTED } from './contest.ts';
import { Desk, EMPTY_DESK, needsAdmission, Unattended, WAIT_UNATTENDED } from './desk.ts';
import { ClosingRule } from './time.ts';

/** What the journey and the screens know of a session. Holds no token and no address of the exam. */
export const SessionView = z.object({
  /** The LMS's own session id, unique per integration. */
  sessionId: z.string(),
  /** Host of the institution's server, as the candidate is shown it. */
  serverHost: z.string(),
  candidateName: z.string(),
  accountName: z.string(),
  examName: z.string(),
  courseName: z.string().optional(),
  /** Window of the exam, milliseconds since the epoch. */
  startsAt: z.number(),
  endsAt: z.number(),
  /** Until when the exam may be begun, milliseconds since the epoch; absent: until `endsAt`. */
  startsUntil: z.number().optional(),
  durationMinutes: z.number(),
  accommodations: Accommodations,
  closing: ClosingRule.default({}),
  /** Language asked for by the LMS, among those the integration offers. */
  language: z.string(),
  trial: z.boolean(),
  proctoring: z.enum(['online', 'offline', 'auto', 'identification']),
  level: z.enum(['off', 'basic', 'medium', 'high']),
  /** Only the system check, days before: no exam begins with it. */
  checkOnly: z.boolean().optional(),
  /** Steps that succeeded on this machine in a check in advance, and still count. */
  checkedBefore: z.array(CheckResult).optional(),
  /** What is recorded; the consent text is made of it. */
  records: z.object({
    camera: z.boolean(),
    microphone: z.boolean(),
    screen: z.boolean(),
  }),
  identification: z.enum(['passport', 'face', 'face_and_passport', 'skip']),
  checkIdPhotoQuality: z.boolean(),
  calculator: z.enum(['off', 'simple', 'scientific']),
  /** Keys of `rules` that are true, and the institution's own words. */
  allowed: z.array(z.string()),
  customRules: z.string(),
  agreementUrl: z.string().optional(),
  /** Steps of the system check that this exam does not use. */
  stepsNotNeeded: z.array(CheckStep),
  mobileNeeded: z.boolean(),
  /** How long the candidate may be gone before the session closes. Minutes. */
  reconnectMinutes: z.number(),
  /** What the integration lets a candidate do who contests a verdict. */
  contest: ContestMode.default('code'),
  /** The app holds the key under which support codes of this session are made. */
  takesCodes: z.boolean().default(false),
  /** What the candidate has contested already. */
  contested: Contested.default(NOTHING_CONTESTED),
  /** What staff did, and what was said with them. */
  desk: Desk.default(EMPTY_DESK),
  /** What happens where nobody is there to let candidates in. */
  unattended: Unattended.default(WAIT_UNATTENDED),
});
export type SessionView = z.infer<typeof SessionView>;

/** The steps of setup, in the order in which a candidate meets those the exam asks for. */
export const SetupStep = z.enum(['face', 'passport', 'rules', 'agreement', 'admission']);
export type SetupStep = z.infer<typeof SetupStep>;

/**
 * Face first, then document; the agreement last, right before the start (Constructor, identification).
 * Where a person lets candidates in, they wait for that when all else is done.
 */
export function setupSteps(session: SessionView): SetupStep[] {
  const steps: SetupStep[] = [];
  if (session.identification.startsWith('face')) steps.push('face');
  if (session.identification.endsWith('passport')) steps.push('passport');
  steps.push('rules');
  if (session.agreementUrl !== undefined) steps.push('agreement');
  if (needsAdmission(session.proctoring)) steps.push('admission');
  return steps;
}
