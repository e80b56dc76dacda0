import { z } from 'zod';

/**
 * How the page proves to itself that proctoring runs (measured: one plugin listens from the head
 * on, the other only 15–45 ms after DOMContentLoaded; without the message both go back to the
 * start form after 15 s).
 */
const proofSchema = z.strictObject({
  enabled: z.boolean().default(true),
  message: z.string().min(1).default('proctoringReady_n6EY'),
  listener: z.enum(['head', 'late']).default('late'),
  /** Delay of the late listener in ms after DOMContentLoaded; absent: drawn from 15–45. */
  listenerDelayMs: z.number().int().nonnegative().optional(),
  /** How long an attempt page waits for the message before it goes back, in ms. */
  waitMs: z.number().int().positive().default(15_000),
});

const webAddress = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

/** Everything the sample LMS can be told; a fault names its key. */
export const settingsSchema = z.strictObject({
  /** Origin of the proctoring server, as this LMS and the candidate's browser reach it. */
  proctorUrl: webAddress,
  integrationName: z.string().min(1),
  /** Shared HS256 secret of the integration. */
  jwtSecret: z.string().min(1),
  host: z.string().default('127.0.0.1'),
  /** 0 takes a free port. */
  port: z.number().int().min(0).max(65_535).default(0),
  /** The address candidates use when something (a TCP proxy) stands in front; default: its own. */
  publicUrl: webAddress.optional(),
  proof: proofSchema.prefault({}),
  /** Whether the LMS tells the proctoring server that an attempt was submitted. */
  sendFinish: z.boolean().default(true),
  /** Where the second start, posted by an unproctored attempt page, points its `sessionUrl`. */
  restartSessionUrl: z.enum(['attempt', 'entry']).default('attempt'),
  /** Quiet time after typing before the XHR autosave, in ms (Moodle: a minute; short for tests). */
  autosaveMs: z.number().int().positive().default(3_000),
  /** The LMS's own time limit; absent: the start's `duration`. */
  timeLimitSeconds: z.number().int().positive().optional(),
  /** A third-party script that never loads; port 2 is closed and not one Chromium refuses itself. */
  cdnUrl: z.string().default('http://127.0.0.1:2/ajax/libs/mathjax/2.7.9/MathJax.js'),
});

/** What a caller gives. */
export type LmsOptions = z.input<typeof settingsSchema>;

/** What the LMS runs by; every field may be changed while it runs. */
export type LmsSettings = z.output<typeof settingsSchema>;
