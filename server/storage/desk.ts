import type { Desk, DeskNote, ShownKind } from '../../contract/desk.ts';
import { NOTE_KINDS, NOTES_TOLD } from '../../contract/desk.ts';
import type { DeskActionKind } from './deskTables.ts';
import type { Database } from './openDatabase.ts';
import type { AdmissionRow, DeskActionRow } from './schema.ts';

export interface NewDeskAction {
  readonly sessionId: string;
  readonly id: string;
  readonly kind: DeskActionKind;
  readonly sender: 'staff' | 'candidate';
  readonly actor: string;
  readonly words?: string;
  readonly details?: object;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** @returns false when it is there already */
export async function addDeskAction(db: Database, action: NewDeskAction): Promise<boolean> {
  const { words = '', details, at, ...rest } = action;
  const row = await db
    .insertInto('deskActions')
    .values({
      ...rest,
      words,
      details: details === undefined ? null : JSON.stringify(details),
      at: new Date(at),
      shownAt: null,
      readAt: null,
    })
    .onConflict((conflict) => conflict.columns(['sessionId', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** All that was done and said at the desk of a session, oldest first. */
export function listDeskActions(db: Database, sessionId: string): Promise<DeskActionRow[]> {
  return db
    .selectFrom('deskActions')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** Notes when the app showed something; the first time counts. @returns whether it was new */
export async function noteShown(
  db: Database,
  shown: { sessionId: string; action: string; what: ShownKind; at: number },
): Promise<boolean> {
  const column = shown.what === 'warning_read' ? 'readAt' : 'shownAt';
  const changed = await db
    .updateTable('deskActions')
    .set({ [column]: new Date(shown.at) })
    .where('sessionId', '=', shown.sessionId)
    .where('sender', '=', 'staff')
    .where(column, 'is', null)
    // An unlocking is told by the lock that is gone.
    .where((row) =>
      shown.what === 'unlocked' ? row('kind', '=', 'unlock') : row('id', '=', shown.action),
    )
    .returning('id')
    .execute();
  return changed.length > 0;
}

/** Staff have seen what the candidate wrote so far. */
export async function noteMessagesRead(
  db: Database,
  read: { sessionId: string; at: number },
): Promise<void> {
  await db
    .updateTable('deskActions')
    .set({ readAt: new Date(read.at) })
    .where('sessionId', '=', read.sessionId)
    .where('sender', '=', 'candidate')
    .where('readAt', 'is', null)
    .execute();
}

export function readAdmission(db: Database, sessionId: string): Promise<AdmissionRow | undefined> {
  return db
    .selectFrom('admissions')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .executeTakeFirst();
}

type AdmissionValues = Omit<AdmissionRow, 'sessionId' | 'admittedAt'>;

/** Sets where a candidate stands; when they were last let in stays known. */
export async function keepAdmission(
  db: Database,
  sessionId: string,
  values: AdmissionValues,
): Promise<void> {
  const kept = values.state === 'admitted' ? { ...values, admittedAt: values.at } : values;
  await db
    .insertInto('admissions')
    .values({ admittedAt: null, ...kept, sessionId })
    .onConflict((conflict) => conflict.column('sessionId').doUpdateSet(kept))
    .execute();
}

/** What the app is told, made of what is kept. Pure. @param actions oldest first */
export function deskOf(actions: readonly DeskActionRow[], admission?: AdmissionRow): Desk {
  const notes = actions.filter(isNote);
  const last = actions.findLast(({ kind }) => kind === 'lock' || kind === 'unlock');
  return {
    notes: notes.slice(-NOTES_TOLD).map(noteOf),
    ...(last?.kind === 'lock'
      ? { lock: { id: last.id, words: last.words, at: last.at.toISOString() } }
      : {}),
    ...admissionOf(admission),
  };
}

type NoteRow = DeskActionRow & { readonly kind: DeskNote['kind'] };

function isNote(row: DeskActionRow): row is NoteRow {
  return NOTE_KINDS.some((kind) => kind === row.kind) && !isHidden(row);
}

/** A warning that the exam keeps from its candidates is for reviewers alone. */
function isHidden({ details }: DeskActionRow): boolean {
  return details !== null && 'hidden' in details && details.hidden === true;
}

function noteOf({ id, kind, sender, words, at, shownAt, readAt }: NoteRow): DeskNote {
  // A warning stays until it is read, also when the app was restarted in between.
  const shown = kind === 'warning' ? readAt !== null : shownAt !== null;
  return { id, kind, from: sender, words, at: at.toISOString(), shown, waiting: false };
}

function admissionOf(row: AdmissionRow | undefined): Pick<Desk, 'admission'> {
  if (row === undefined || row.state === 'lapsed') return {};
  const { state, at, actionId, photo, words } = row;
  return {
    admission: {
      state,
      at: at.toISOString(),
      ...(actionId === null ? {} : { id: actionId }),
      ...(photo === null ? {} : { photo }),
      ...(words === null ? {} : { words }),
    },
  };
}

/** Who has waited since this moment or longer and is still there, of one integration; longest first. */
export function listWaiting(db: Database, of: { integration: string; since: number }) {
  return db
    .selectFrom('admissions')
    .innerJoin('sessions', 'sessions.id', 'admissions.sessionId')
    .select('admissions.sessionId')
    .where('admissions.state', '=', 'waiting')
    .where('admissions.at', '<=', new Date(of.since))
    .where('sessions.integration', '=', of.integration)
    .where('sessions.status', '=', 'in_setup')
    .orderBy('admissions.at')
    .execute();
}
