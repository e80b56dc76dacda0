import { z } from 'zod';
import { CheckResult, CheckStep } from './check.ts';
import { ContestableStep } from './contest.ts';
import { DeskWords, ShownKind } from './desk.ts';
import { Journey } from './journey.ts';
import { Reason } from './reasons.ts';
import { PHOTO_MAX_BYTES, PhotoFault, PhotoKind } from './photo.ts';
import { SetupStep } from './session.ts';

const nothing = z.undefined();
const bytes = (max: number) => z.instanceof(Uint8Array).refine((data) => data.length <= max);

/**
 * What the exam's page asks by `alert` or `confirm`. Its words are the page's own, and are shown as such;
 * an `alert` has one answer.
 */
export const PageQuestion = z.object({
  id: z.uuid(),
  kind: z.enum(['alert', 'confirm']),
  words: z.string().max(2000),
});
export type PageQuestion = z.infer<typeof PageQuestion>;

/** What is true beside the journey: shown in the bar, never decides a stage. */
export const Situation = z.object({
  /** Whether the institution's server answered lately. */
  online: z.boolean(),
  /** Records on disk that the server has not acknowledged. */
  unsent: z.number().int().nonnegative(),
  /** Server clock minus ours, milliseconds. */
  clockOffset: z.number(),
  language: z.string(),
  languages: z.array(z.string()),
  platform: z.enum(['win32', 'darwin', 'linux']),
  appVersion: z.string(),
  /** The exam's page waits for this answer, and rests under the question until it has it. */
  question: PageQuestion.nullable(),
});
export type Situation = z.infer<typeof Situation>;

/** Where a foreign page (exam, agreement) may show itself, CSS pixels of the window. */
export const Place = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});
export type Place = z.infer<typeof Place>;

/** What the renderer's probes read of camera, microphone, speakers and screen; main judges it. */
export const MediaReading = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('webcam'),
    /** DOMException name of getUserMedia, when it failed. */
    error: z.string().max(60).optional(),
    width: z.number().optional(),
    height: z.number().optional(),
    /** Frames seen in the probe's time, and mean brightness 0–255 of the last one. */
    frames: z.number().optional(),
    brightness: z.number().optional(),
  }),
  z.object({
    step: z.literal('microphone'),
    error: z.string().max(60).optional(),
    muted: z.boolean().optional(),
    /** Highest level met, 0–1 of full scale. */
    peak: z.number().optional(),
    /** The candidate can make no sound and says so: a silent microphone then warns, never blocks. */
    cannotSpeak: z.boolean().optional(),
  }),
  z.object({
    step: z.literal('speakers'),
    error: z.string().max(60).optional(),
    /** The candidate's answer to "Do you hear the tone?". */
    heard: z.boolean().optional(),
    /** The candidate cannot hear and says so: warns, never blocks. */
    cannotHear: z.boolean().optional(),
  }),
  z.object({
    step: z.literal('screenshare'),
    error: z.string().max(60).optional(),
    width: z.number().optional(),
    height: z.number().optional(),
    /** Whether the captured frame held anything but one colour. */
    blank: z.boolean().optional(),
  }),
]);
export type MediaReading = z.infer<typeof MediaReading>;

/**
 * What became of "Close it for me". `closed`: none of it runs any more. `running`: it was asked and still
 * runs. `refused`: the system does not let this user end it. `not_found`: nothing of it ran.
 */
export const ClosingOutcome = z.enum(['closed', 'running', 'refused', 'not_found']);
export type ClosingOutcome = z.infer<typeof ClosingOutcome>;

/**
 * Something that just happened and is worth one line beside the exam page; the sentence is
 * `notice.<code>` in the catalogue. It passes by itself and asks for nothing.
 * `page_kept`: the page asked for did not arrive whole, the one on screen and all that is typed stay.
 * `page_unsaved`: the page says that something typed is not saved; the same step once more leaves it.
 */
export const NOTICE_CODES = [
  'page_kept',
  'page_unsaved',
  'navigation_blocked',
  'window_blocked',
  'download_blocked',
  'print_blocked',
  'permission_blocked',
  'page_recovered',
  'link_ignored',
  'message_received',
  'time_changed',
  'exam_unlocked',
  'camera_unplugged',
  'microphone_unplugged',
] as const;
export const Notice = z.object({
  code: z.enum(NOTICE_CODES),
  /** Milliseconds since the epoch, the server's clock. */
  at: z.number(),
});
export type Notice = z.infer<typeof Notice>;

/** A camera, microphone or sound output, as Chromium lists it; never its device id. */
export const MediaDeviceLabel = z.object({
  kind: z.enum(['videoinput', 'audioinput', 'audiooutput']),
  label: z.string().max(300),
});
export type MediaDeviceLabel = z.infer<typeof MediaDeviceLabel>;

/** Renderer asks, main answers. Adding a capability to the renderer means adding a line here. */
export const requests = {
  'app.state': { input: nothing, output: z.object({ journey: Journey, situation: Situation }) },
  'app.quit': { input: nothing, output: nothing },
  'language.set': { input: z.string().max(20), output: nothing },
  'link.open': { input: z.string().max(4000), output: nothing },
  'link.confirm': { input: z.boolean(), output: nothing },
  'link.continue': { input: nothing, output: nothing },
  'session.consent': { input: nothing, output: nothing },
  'session.decline': { input: z.string().max(2000), output: nothing },
  'session.reconsider': { input: nothing, output: nothing },
  'checks.run': { input: CheckStep, output: CheckResult },
  'checks.report': { input: MediaReading, output: CheckResult },
  'checks.streamBegin': { input: nothing, output: z.uuid() },
  'checks.streamChunk': {
    input: z.object({ id: z.uuid(), data: bytes(4 * 1024 * 1024) }),
    output: nothing,
  },
  'checks.streamEnd': { input: z.uuid(), output: CheckResult },
  'checks.continue': { input: nothing, output: nothing },
  /** What is connected of them now; told at the start and on every change. */
  'devices.media': { input: z.array(MediaDeviceLabel).max(100), output: nothing },
  'setup.photo': {
    input: z.object({
      kind: PhotoKind,
      jpeg: bytes(PHOTO_MAX_BYTES),
      overridden: z.array(PhotoFault).max(5),
    }),
    output: nothing,
  },
  'setup.done': { input: SetupStep, output: nothing },
  'setup.again': { input: SetupStep, output: nothing },
  'setup.leave': { input: nothing, output: nothing },
  'exam.start': { input: nothing, output: nothing },
  'exam.reload': { input: nothing, output: nothing },
  'exam.break': { input: z.boolean(), output: nothing },
  'exam.leave': { input: nothing, output: nothing },
  'exam.finish': { input: nothing, output: nothing },
  'exam.checkAgain': { input: nothing, output: nothing },
  /** In spite of a cover whose `mayGoOn` is true; before that it changes nothing. */
  'exam.goOn': { input: Reason, output: nothing },
  /** "Close it for me": asks every process of one forbidden program to end; `force` is the second yes. */
  'programs.close': {
    input: z.object({ rule: z.string().max(300), force: z.boolean() }),
    output: ClosingOutcome,
  },
  /** PNGs of forbidden programs that run, by their rules; only where the system has icons of their own. */
  'programs.icons': {
    input: z.array(z.string().max(300)).max(20),
    output: z.record(z.string(), bytes(256 * 1024)),
  },
  /** The answer to `Situation.question`; one that came too late changes nothing. */
  'page.answer': { input: z.object({ id: z.uuid(), yes: z.boolean() }), output: nothing },
  /** Where the exam or agreement page may be; null hides it without touching its contents. */
  'page.place': { input: Place.nullable(), output: nothing },
  'blocked.checkAgain': { input: nothing, output: nothing },
  /** A code of staff's against a verdict that is in the way; refused with `support_code_…`. */
  'contest.code': {
    input: z.object({ step: ContestableStep, code: z.string().max(200) }),
    output: nothing,
  },
  /** Goes on flagged for review, where the integration says so; else it changes nothing. */
  'contest.goOn': { input: ContestableStep, output: nothing },
  /** To staff, where they can be asked; see `mayWriteToStaff`. */
  'desk.write': { input: DeskWords, output: nothing },
  /** The candidate sees it now; of a warning also that they read it. */
  'desk.shown': {
    input: z.object({
      id: z.uuid(),
      what: ShownKind.extract(['message_shown', 'warning_shown', 'warning_read']),
    }),
    output: nothing,
  },
  /** On in what staff opened again. */
  'finish.takeUp': { input: nothing, output: nothing },
  'finish.return': { input: nothing, output: nothing },
  'finish.close': { input: nothing, output: nothing },
  'log.write': {
    input: z.object({ level: z.enum(['info', 'warn', 'error']), message: z.string().max(2000) }),
    output: nothing,
  },
} as const;

/** Main tells, renderer listens. */
export const events = {
  'journey.changed': Journey,
  'situation.changed': Situation,
  'notice.shown': Notice,
  /** The window's own close was pressed in the exam: ask "Leave the exam?"; yes is `exam.leave`. */
  'leave.asked': z.object({ at: z.number() }),
} as const;

export type RequestName = keyof typeof requests;
export type EventName = keyof typeof events;
export type RequestInput<K extends RequestName> = z.input<(typeof requests)[K]['input']>;
export type RequestOutput<K extends RequestName> = z.output<(typeof requests)[K]['output']>;
export type EventData<K extends EventName> = z.output<(typeof events)[K]>;

/** A refusal that crosses from main to the renderer: Electron loses all but an error's message. */
export const RequestAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);
export type RequestAnswer = z.infer<typeof RequestAnswer>;

/** What preload puts on `window.exam`. */
export interface ExamBridge {
  ask<K extends RequestName>(name: K, input: RequestInput<K>): Promise<RequestOutput<K>>;
  /** Calls back on every event of this name; the returned function ends it. */
  listen<K extends EventName>(name: K, heard: (data: EventData<K>) => void): () => void;
}
