import { z } from 'zod';
import { Accommodations } from './accommodations.ts';
import { CheckResult } from './check.ts';
import { ContestMode } from './contest.ts';
import { Desk, EMPTY_DESK, Unattended, WAIT_UNATTENDED } from './desk.ts';
import { LockdownPolicy } from './lockdownPolicy.ts';
import { PhotoKind } from './photo.ts';
import { StartParameters } from './startParameters.ts';
import { Status } from './status.ts';
import { ClosingRule } from './time.ts';

/**
 * The parameters that the app acts on. What concerns staff alone stays on the server: nobody's
 * machine need hold it.
 */
export const GrantedParameters = StartParameters.omit({
  reviewUrl: true,
  proctorEmails: true,
  scoreConfig: true,
  special_accommodations_info: true,
  unknown: true,
});

/**
 * What a redeemed ticket gives the app: everything it needs to hold one exam, and the token with which
 * it speaks of this session from now on. Kept encrypted on the candidate's machine until the end.
 */
export const Grant = z.object({
  /** The server's own id of the session, a UUID. */
  id: z.uuid(),
  integration: z.string(),
  parameters: GrantedParameters,
  policy: LockdownPolicy,
  accommodations: Accommodations,
  /** Language among those the integration offers; the LMS's wish is in `parameters.language`. */
  language: z.string(),
  /** Where the exam view begins; the first entry URL given by the LMS, kept. */
  entryUrl: z.url(),
  /** A later entry that only works while the exam view's cookies live. */
  laterUrl: z.url().optional(),
  /** Effective navigation rules, URLPattern syntax, presets resolved. */
  urlRules: z.array(z.string()).min(1),
  /** Posted to the exam page's window after every load; `proctoringReady_n6EY` for Constructor's plugins. */
  proofMessage: z.string(),
  /** Minutes the candidate may be gone before the session closes; an institute's sessions take three hours. */
  reconnectMinutes: z.number().int().min(5).max(180),
  /** What a candidate may do who contests a verdict; a grant of an earlier version has none. */
  contest: ContestMode.default('code'),
  /**
   * Under which the support codes of this session are made, so that the app knows one without network.
   * 32 bytes, base64url; a grant of an earlier version has none, and takes no codes.
   */
  supportKey: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
  status: Status,
  /** ISO UTC; present once the exam has started. */
  startedAt: z.iso.datetime().optional(),
  /** Until when the exam may be entered and run; absent: as the parameters say. */
  windowEndsAt: z.iso.datetime().optional(),
  /** How the clock ends the exam; a grant of an earlier version has the rule of five minutes. */
  closing: ClosingRule.default({}),
  /** Until when whoever is in may begin; absent: as long as the window is open. */
  startsUntil: z.iso.datetime().optional(),
  /** What staff did so far. */
  desk: Desk.default(EMPTY_DESK),
  /** What happens where nobody is there to let candidates in. */
  unattended: Unattended.default(WAIT_UNATTENDED),
  /** What the server already holds, so that nobody is asked twice. */
  photos: z.array(PhotoKind),
  checks: z.array(CheckResult),
  /** `check`: the system check alone, days before; no exam begins with it. */
  purpose: z.enum(['exam', 'check']).default('exam'),
  /** Steps that succeeded on this very machine in a check in advance, and still count. */
  checkedBefore: z.array(CheckResult).default([]),
  consentedAt: z.iso.datetime().optional(),
  agreedAt: z.iso.datetime().optional(),
  /** ISO UTC, the server's clock when it answered. */
  serverTime: z.iso.datetime(),
  /**
   * The rule set of programs that the policy's lists were made of, as it was signed (`SignedRuleSet` as
   * JSON text), for apps whose administrators name the keys. Absent: the server's own.
   */
  ruleSet: z.string().optional(),
  /** Bearer token of this session; one app at a time holds a valid one. */
  accessToken: z.string().min(32),
});
export type Grant = z.infer<typeof Grant>;
