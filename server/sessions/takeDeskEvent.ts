import type { ClientEvent } from '../../contract/http.ts';
import { addDeskAction, keepAdmission, noteShown, readAdmission } from '../storage/desk.ts';
import { tellDesk } from './tellDesk.ts';
import type { SessionWork } from './work.ts';

type EventOf<Type extends ClientEvent['type']> = Extract<ClientEvent, { type: Type }>;

/** The candidate wrote to staff. @param at when, milliseconds since the epoch */
export async function takeMessage(
  work: SessionWork,
  { id, words }: EventOf<'message'>,
  at: number,
): Promise<void> {
  const sessionId = work.session.id;
  const from = { sender: 'candidate', actor: 'candidate' } as const;
  const added = await addDeskAction(work.db, {
    sessionId,
    id,
    kind: 'message',
    ...from,
    words,
    at,
  });
  if (added) await tellDesk(work);
}

/** The app showed what staff did. */
export async function takeShown(
  work: SessionWork,
  { what, action }: EventOf<'shown'>,
  at: number,
): Promise<void> {
  const isNew = await noteShown(work.db, { sessionId: work.session.id, action, what, at });
  if (isNew) await tellDesk(work);
}

/**
 * The candidate waits to be let in. Asked again after a retake; what was decided in any other way stays
 * decided, and a question older than the decision was answered by it.
 */
export async function takeAdmissionAsked(work: SessionWork, at: number): Promise<void> {
  const known = await readAdmission(work.db, work.session.id);
  const mayAsk = known === undefined || known.state === 'retake' || known.state === 'lapsed';
  if (!mayAsk || (known !== undefined && at <= known.at.getTime())) return;
  await keepAdmission(work.db, work.session.id, {
    state: 'waiting',
    at: new Date(at),
    actionId: null,
    photo: null,
    words: null,
    decidedBy: null,
  });
  await tellDesk(work);
}
