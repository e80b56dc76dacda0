import type { JSONColumnType } from 'kysely';
import type { ADMISSION_STATES, NoteKind } from '../../contract/desk.ts';
import type { PhotoKind } from '../../contract/photo.ts';

/** What is kept of the desk: what the app is told, and what only moves the session. */
export type DeskActionKind =
  | NoteKind
  | 'late_entry'
  | 'reopened'
  | 'admitted'
  | 'refused'
  | 'overruled'
  | 'overrule_withdrawn';

/** One thing that staff did to a session, or a candidate's message. Kept as it was. */
export interface DeskActionTable {
  sessionId: string;
  /** Of a candidate's message the id of its event. */
  id: string;
  kind: DeskActionKind;
  sender: 'staff' | 'candidate';
  /** `administrator:NAME`, `integration:NAME`, `server` or `candidate`. */
  actor: string;
  words: string;
  details: JSONColumnType<object> | null;
  at: Date;
  /** When the app showed it, by its word. */
  shownAt: Date | null;
  /** When the candidate said that they read it; of a candidate's message, when staff answered or noted it. */
  readAt: Date | null;
}

/** Where a candidate stands who may begin only when a person has let them in. */
export interface AdmissionTable {
  sessionId: string;
  /** `lapsed`: they were let in, stayed away for too long, and have to wait once more. */
  state: (typeof ADMISSION_STATES)[number] | 'lapsed';
  /** Since when they wait, or when it was decided. */
  at: Date;
  actionId: string | null;
  photo: PhotoKind | null;
  words: string | null;
  decidedBy: string | null;
  /** The last time they were let in; stays when they have to wait once more. */
  admittedAt: Date | null;
}
