import { z } from 'zod';
import { CheckResult, CheckStep, Evidence } from './check.ts';
import { Reason } from './reasons.ts';
import { SessionView, SetupStep } from './session.ts';

/** The order of an exam. The same words name the files in main/stages, renderer/stages and test. */
export const STAGES = ['link', 'session', 'checks', 'setup', 'exam', 'finish', 'blocked'] as const;
export type Stage = (typeof STAGES)[number];

/** A session the candidate may come back to without a new link. */
const Resumable = z.object({ examName: z.string(), serverHost: z.string() });

/** Before a session: waiting for a link, or being asked about one. */
export const LinkStage = z.object({
  stage: z.literal('link'),
  phase: z.enum(['waiting', 'confirming', 'opening']),
  /** The server named by the link under way. */
  host: z.string().optional(),
  /** Why the last link led nowhere. */
  problem: Reason.optional(),
  resumable: Resumable.optional(),
});

export const SessionStage = z.object({
  stage: z.literal('session'),
  session: SessionView,
  phase: z.enum(['asking', 'declined']),
});

export const ChecksStage = z.object({
  stage: z.literal('checks'),
  session: SessionView,
  results: z.partialRecord(CheckStep, CheckResult),
});

export const SetupStage = z.object({
  stage: z.literal('setup'),
  session: SessionView,
  done: z.array(SetupStep),
  /** The step on screen; absent when all are done and the exam may start. */
  step: SetupStep.optional(),
  /** The request of staff whose photo has been taken again. */
  retaken: z.uuid().optional(),
});

/** Something that hides the exam page until it is gone. */
export const Cover = z.object({
  reason: Reason,
  evidence: z.array(Evidence),
  /** It has lasted so long that the candidate may go on in spite of it, which the institution is told. */
  mayGoOn: z.boolean().optional(),
});
export type Cover = z.infer<typeof Cover>;

export const ExamStage = z.object({
  stage: z.literal('exam'),
  session: SessionView,
  phase: z.enum(['running', 'break', 'time_up']),
  /** Milliseconds since the epoch, by the server's clock. */
  startedAt: z.number(),
  endsAt: z.number(),
  page: z.enum(['loading', 'shown', 'unreachable', 'crashed', 'unresponsive']),
  covers: z.array(Cover),
});

export const FinishStage = z.object({
  stage: z.literal('finish'),
  session: SessionView,
  /** Who or what ended the exam; `checked`: there was none, the check in advance is done. */
  by: z.enum(['candidate', 'lms', 'staff', 'time', 'disconnected', 'checked']),
  /** Records that the server has not acknowledged yet. */
  unsent: z.number().int().nonnegative(),
  /** Where "Back to your course" leads; absent: a plain end page. */
  returnUrl: z.string().optional(),
  /** The server has closed the session too, so a word that it is open is newer than the end. */
  closed: z.boolean().optional(),
  /** Staff opened it again: the candidate may go on. Milliseconds; no start: it had not begun. */
  reopened: z.object({ startedAt: z.number().optional(), endsAt: z.number() }).optional(),
});

/** Every stage in which the candidate can act. */
export const ActiveJourney = z.discriminatedUnion('stage', [
  LinkStage,
  SessionStage,
  ChecksStage,
  SetupStage,
  ExamStage,
  FinishStage,
]);
export type ActiveJourney = z.infer<typeof ActiveJourney>;

/** One plain reason, what it rests on, and the stage that goes on when it is gone. */
export const BlockedStage = z.object({
  stage: z.literal('blocked'),
  reason: Reason,
  evidence: z.array(Evidence),
  back: ActiveJourney,
});

export const Journey = z.discriminatedUnion('stage', [...ActiveJourney.options, BlockedStage]);
export type Journey = z.infer<typeof Journey>;
export type JourneyAt<S extends Stage> = Extract<Journey, { stage: S }>;
