import { z } from 'zod';
import { PhotoKind } from './photo.ts';

/** Longest words that staff and candidate send each other, in characters. */
export const DESK_WORDS_MOST = 1000;

/** Words as they are sent: something, and not endless. */
export const DeskWords = z.string().trim().min(1).max(DESK_WORDS_MOST);

/** How many notes of a session the app is told, the newest ones; staff see all. */
export const NOTES_TOLD = 40;

/**
 * What stands between staff and a candidate. `message`: from either. `warning`: a proctor's, shown until it
 * is read. `lock` and `unlock`: the exam was covered with these words, and uncovered. `time`: the exam ends
 * later than before. `ended`: staff ended the exam. `retake`: a photo is to be taken again.
 */
export const NOTE_KINDS = [
  'message',
  'warning',
  'lock',
  'unlock',
  'time',
  'ended',
  'retake',
] as const;
export const NoteKind = z.enum(NOTE_KINDS);
export type NoteKind = z.infer<typeof NoteKind>;

export const DeskNote = z.object({
  /** Of the action that made it; of a candidate's message the id of its event. */
  id: z.uuid(),
  kind: NoteKind,
  from: z.enum(['staff', 'candidate']),
  /** In the words of whoever sent it; empty where the kind says all. */
  words: z.string().max(DESK_WORDS_MOST),
  /** By the server's clock. */
  at: z.iso.datetime(),
  /** The app has said that it showed it. */
  shown: z.boolean().default(false),
  /** Written by the candidate and not yet acknowledged by the server; only the app knows such. */
  waiting: z.boolean().default(false),
});
export type DeskNote = z.infer<typeof DeskNote>;

/** The exam's page is covered with these words until staff take them away. */
export const DeskLock = z.object({
  id: z.uuid(),
  words: z.string().max(DESK_WORDS_MOST),
  at: z.iso.datetime(),
});
export type DeskLock = z.infer<typeof DeskLock>;

export const ADMISSION_STATES = ['waiting', 'retake', 'admitted', 'refused'] as const;

/** Where a candidate stands who may begin only when a person has let them in. */
export const Admission = z.object({
  state: z.enum(ADMISSION_STATES),
  /** Since when they wait, or when it was decided. */
  at: z.iso.datetime(),
  /** Of the decision; absent while they wait. */
  id: z.uuid().optional(),
  /** The photo to be taken again. */
  photo: PhotoKind.optional(),
  /** Why, in the proctor's words. */
  words: z.string().max(DESK_WORDS_MOST).optional(),
});
export type Admission = z.infer<typeof Admission>;

/** What staff did to a session, as its app is told. */
export const Desk = z.object({
  notes: z.array(DeskNote).default([]),
  lock: DeskLock.optional(),
  admission: Admission.optional(),
});
export type Desk = z.infer<typeof Desk>;

export const EMPTY_DESK: Desk = { notes: [] };

/** After so long without a proctor the candidate is told that none is there (proctoring-facts 7). */
const UNATTENDED_MINUTES = 3;

export const Unattended = z.object({
  /** They stay in line, or begin without a proctor, flagged for review. */
  then: z.enum(['wait', 'continue']),
  minutes: z.number().int().min(1).max(120),
});
export type Unattended = z.infer<typeof Unattended>;

export const WAIT_UNATTENDED: Unattended = { then: 'wait', minutes: UNATTENDED_MINUTES };

/** As an integration's configuration says it; what it leaves out is as `WAIT_UNATTENDED`. */
export const UnattendedSetting = z
  .strictObject({
    then: Unattended.shape.then.default(WAIT_UNATTENDED.then),
    minutes: Unattended.shape.minutes.default(WAIT_UNATTENDED.minutes),
  })
  .default(WAIT_UNATTENDED);

/** What the app says that the candidate was shown; `unlocked` names the lock that is gone. */
const SHOWN_KINDS = [
  'message_shown',
  'warning_shown',
  'warning_read',
  'locked',
  'unlocked',
  'time_shown',
  'ended_shown',
  'retake_shown',
] as const;
export const ShownKind = z.enum(SHOWN_KINDS);
export type ShownKind = z.infer<typeof ShownKind>;

/**
 * Whether a person lets the candidate in before the exam: in `online` a proctor, who then stays with them,
 * in `identification` somebody who looks at the photos (proctoring-facts 2.3).
 */
export function needsAdmission(proctoring: string): boolean {
  return proctoring === 'online' || proctoring === 'identification';
}

/** Someone is there during the exam whom the candidate may ask; elsewhere they may answer who wrote first. */
export function mayWriteToStaff(proctoring: string, desk: Desk): boolean {
  return proctoring === 'online' || desk.notes.some(({ from }) => from === 'staff');
}

/** What the server tells beside what the candidate wrote and it has not heard of yet. */
export function mergeDesk(known: Desk, told: Desk): Desk {
  const heard = new Set(told.notes.map(({ id }) => id));
  const waiting = known.notes.filter((note) => note.waiting && !heard.has(note.id));
  // Shown stays shown: the server hears of it a moment later.
  const shown = new Set(known.notes.filter((note) => note.shown).map(({ id }) => id));
  const notes = told.notes.map((note) => (shown.has(note.id) ? { ...note, shown: true } : note));
  return { ...told, notes: [...notes, ...waiting] };
}
