import { z } from 'zod';
import { Accommodations } from './accommodations.ts';
import { CheckResult } from './check.ts';
import { Desk, DeskWords, ShownKind } from './desk.ts';
import { Incident } from './incident.ts';
import { BatchLog, LogKey } from './logChain.ts';
import { PhotoFault, PhotoKind } from './photo.ts';
import { Fault, Reason } from './reasons.ts';
import { IntegrationStatus, Status } from './status.ts';
import { ClosingRule } from './time.ts';

/** Proof of proctoring that both public launcher plugins wait for. */
export const DEFAULT_PROOF_MESSAGE = 'proctoringReady_n6EY';

/** A ticket is good once, for this long (milliseconds). */
export const TICKET_LIFE = 10 * 60_000;

/** How often a running app says that it is there (milliseconds). */
export const HEARTBEAT_EVERY = 5_000;

/** Addresses of the client API, relative to the server's public URL. */
export const CLIENT_API = {
  redeem: 'api/client/v1/redeem',
  session: 'api/client/v1/session',
  events: 'api/client/v1/events',
  heartbeat: 'api/client/v1/heartbeat',
  live: 'api/client/v1/live',
  photo: (id: string): string => `api/client/v1/photos/${id}`,
  stream: (id: string): string => `api/client/v1/streams/${id}`,
} as const;

/** Answer of the start request when JSON is asked for. */
export const StartAnswer = z.object({
  /** The LMS's own session id. */
  sessionId: z.string(),
  status: Status,
  deepLink: z.string(),
  /** End of the ticket, ISO UTC. */
  expiresAt: z.iso.datetime(),
  /** Accepted, and still worth a word to whoever integrates the LMS: an http address, for one. */
  notes: z.array(Fault).default([]),
});
export type StartAnswer = z.infer<typeof StartAnswer>;

/** Answer of the integration API's session status (docs.constructor.tech). */
export const SessionStatusAnswer = z.object({
  accountId: z.string(),
  sessionId: z.string(),
  status: IntegrationStatus,
  sessionStart: z.iso.datetime().nullable(),
  sessionEnd: z.iso.datetime().nullable(),
});
export type SessionStatusAnswer = z.infer<typeof SessionStatusAnswer>;

/** Which build of the app speaks, in its own words: proof of nothing, and a sign of what is installed. */
export const AppBuild = z.object({
  kind: z.enum(['release', 'test', 'development']),
  /** Of a package whose files are as they were packed: SHA-256 of its signed list of files, hexadecimal. */
  manifest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type AppBuild = z.infer<typeof AppBuild>;

/** Redeems a one-time ticket. Sent again with the same `id` it answers again: an answer may get lost. */
export const Redemption = z.object({
  id: z.uuid(),
  ticket: z.string().max(100),
  appVersion: z.string().max(40),
  platform: z.enum(['win32', 'darwin', 'linux']),
  /** Absent in apps older than this field. */
  build: AppBuild.optional(),
  /** A random id that the app made for this machine and this server; nothing of the hardware. */
  machine: z.uuid().optional(),
  /**
   * The key that signs what the app will report. The server refuses an app without one as too old; the
   * same redemption always names the same key.
   */
  logKey: LogKey.optional(),
});
export type Redemption = z.infer<typeof Redemption>;

const base = {
  /** Made by the app; the server accepts each id once, however often it is sent. */
  id: z.uuid(),
  /** When it happened, ISO UTC, the server's clock as the app knows it. */
  at: z.iso.datetime(),
};

/** Everything an app reports of a session. */
export const ClientEvent = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal('status'), status: Status }),
  z.object({ ...base, type: z.literal('check'), result: CheckResult }),
  z.object({ ...base, type: z.literal('incident'), incident: Incident }),
  z.object({
    ...base,
    type: z.literal('consent'),
    given: z.boolean(),
    /** In the candidate's own words, when another way is asked for. */
    explanation: z.string().max(2000).optional(),
  }),
  z.object({ ...base, type: z.literal('agreement'), url: z.string().max(200) }),
  /** A photo was taken; the picture itself follows by itself and must have this hash. */
  z.object({
    ...base,
    type: z.literal('photo'),
    photo: z.uuid(),
    /** SHA-256 of the JPEG, hexadecimal. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  /**
   * The app ran without a break from `since` to `at`. Written down at every heartbeat that could not be
   * delivered, one for a whole stretch: it shows later that the candidate was never away.
   */
  z.object({ ...base, type: z.literal('presence'), since: z.iso.datetime() }),
  /** The exam's page was covered from `since` to `at`, outside breaks; a long cover comes in parts. */
  z.object({ ...base, type: z.literal('covered'), since: z.iso.datetime() }),
  /** The candidate writes to staff. */
  z.object({ ...base, type: z.literal('message'), words: DeskWords }),
  /** What staff did has reached the candidate's eyes, or their machine. */
  z.object({ ...base, type: z.literal('shown'), what: ShownKind, action: z.uuid() }),
  /** Setup is done, and the candidate waits to be let in. */
  z.object({ ...base, type: z.literal('admission_asked') }),
]);
export type ClientEvent = z.infer<typeof ClientEvent>;

/** Events in the order of the log, each judged by itself once their place in it is proven. */
export const EventBatch = z.object({
  log: BatchLog,
  events: z.array(z.unknown()).min(1).max(200),
});
/** A batch as the app sends it. */
export interface SignedEvents {
  readonly log: BatchLog;
  readonly events: readonly ClientEvent[];
}

/** The session as the server sees it; every answer to the app carries it. */
export const SessionState = z.object({
  /**
   * Grows with every change of the session: an older state never undoes a newer one, whichever way it
   * comes. Absent: of an earlier server.
   */
  revision: z.number().int().nonnegative().optional(),
  status: Status,
  serverTime: z.iso.datetime(),
  /** Present once the exam has started, ISO UTC. */
  startedAt: z.iso.datetime().optional(),
  endsAt: z.iso.datetime().optional(),
  /** Until when the exam may be entered and run, late entry granted included. */
  windowEndsAt: z.iso.datetime().optional(),
  /** Until when whoever is in may begin; absent: as long as the window is open. */
  startsUntil: z.iso.datetime().optional(),
  accommodations: Accommodations,
  /** Absent: five minutes after its end the exam is over. */
  closing: ClosingRule.optional(),
  /** What staff did; absent: nothing. */
  desk: Desk.optional(),
  /** Present once the session is closed: `exam_finished` came from here. */
  closed: z
    .object({ by: z.enum(['candidate', 'lms', 'staff', 'time', 'disconnected']), reason: Reason })
    .optional(),
  /** The page after the exam: the parameter, or the later one that came with finish. */
  returnUrl: z.string().optional(),
});
export type SessionState = z.infer<typeof SessionState>;

export const EventsAnswer = z.object({
  /** Ids that the server now holds, whether they came now or before. */
  accepted: z.array(z.uuid()),
  /** Events that can never be accepted; sending them again is useless. */
  refused: z.array(z.object({ id: z.string(), error: Reason, faults: z.array(Fault) })),
  state: SessionState,
});
export type EventsAnswer = z.infer<typeof EventsAnswer>;

export const Heartbeat = z.object({
  ...base,
  stage: z.enum(['session', 'checks', 'setup', 'exam', 'finish', 'blocked']),
  /** Records still waiting on the candidate's machine. */
  unsent: z.number().int().nonnegative(),
});
export type Heartbeat = z.infer<typeof Heartbeat>;

export const HeartbeatAnswer = z.object({ state: SessionState });
export type HeartbeatAnswer = z.infer<typeof HeartbeatAnswer>;

/** Query of a photo upload; the body is the JPEG itself. */
export const PhotoQuery = z.object({
  kind: PhotoKind,
  at: z.iso.datetime(),
  /** Faults that the candidate overrode after looking, comma separated. */
  overridden: z
    .string()
    .optional()
    .transform((text) => (text === undefined || text === '' ? [] : text.split(',')))
    .pipe(z.array(PhotoFault)),
});
export type PhotoQuery = z.infer<typeof PhotoQuery>;

export const PhotoAnswer = z.object({ id: z.uuid(), bytes: z.number().int() });
export type PhotoAnswer = z.infer<typeof PhotoAnswer>;

/** What a measured stream came to: bytes received and the time between first and last byte. */
export const StreamAnswer = z.object({
  bytes: z.number().int().nonnegative(),
  milliseconds: z.number().nonnegative(),
  bitsPerSecond: z.number().nonnegative(),
});
export type StreamAnswer = z.infer<typeof StreamAnswer>;
