import { needsAdmission } from '../../contract/desk.ts';
import type { ClientEvent, EventsAnswer } from '../../contract/http.ts';
import type { Reason } from '../../contract/reasons.ts';
import { readAdmission } from '../storage/desk.ts';
import { addEvents } from '../storage/events.ts';
import { addPresence, mergeSpans, type Span } from '../storage/presence.ts';
import { applyEvent } from './applyEvent.ts';
import { momentOf } from './momentOf.ts';
import { reopenSession } from './reopenSession.ts';
import { startUntil } from './startTimes.ts';
import { writeOwed, type SessionWork } from './work.ts';

/**
 * Keeps what an app reports, each id once, and does what the new ones mean, in the order in which
 * they happened. A closed session takes them too: closing ends entry, never evidence.
 * @param live whether they come from the app that holds the session now
 */
export async function keepEvents(
  work: SessionWork,
  events: readonly ClientEvent[],
  live: boolean,
): Promise<Pick<EventsAnswer, 'accepted' | 'refused'>> {
  const { session, db, now } = work;
  const refused: EventsAnswer['refused'] = [];
  const admitted = await admittedUntil(work, events);
  const sound = events.filter((event) => {
    const error = refusalOf(work, event, admitted);
    if (error !== undefined) refused.push({ id: event.id, error, faults: [] });
    return error === undefined;
  });
  const unique = [...new Map(sound.map((event) => [event.id, event])).values()];
  const dated = unique.map((event) => ({ event, at: momentOf(work, event.at) }));
  const added = await addEvents(db, { sessionId: session.id, events: dated, receivedAt: now });
  const fresh = dated
    .filter(({ event }) => added.has(event.id.toLowerCase()))
    .sort((one, other) => one.at - other.at)
    .map(({ event }) => event);
  for (const span of mergeSpans(fresh.flatMap((event) => spansOf(work, event)))) {
    await addPresence(db, { sessionId: session.id, span });
  }
  await reopenSession(work);
  if (live && !wasJustSeen(work)) work.owed = { lastSeenAt: new Date(now) };
  for (const event of fresh) await applyEvent(work, event);
  await writeOwed(work);
  return { accepted: unique.map(({ id }) => id), refused };
}

/** Absence is counted in minutes: one event after another need not each be written down as a visit. */
const JUST_SEEN = 1_000;

function wasJustSeen({ session, now }: SessionWork): boolean {
  return session.lastSeenAt !== null && now - session.lastSeenAt.getTime() < JUST_SEEN;
}

/** Of the moment of an event alone nothing is written: the event itself says that the app ran. */
function spansOf(work: SessionWork, event: ClientEvent): Span[] {
  if (event.type !== 'presence') return [];
  const until = momentOf(work, event.at);
  return [{ since: Math.min(momentOf(work, event.since), until), until }];
}

/**
 * Until when the exam may have been begun, milliseconds since the epoch: for good where nobody has to let
 * the candidate in, or somebody did. An admission that was taken back, or lapsed, still counts for what
 * came before that: an app that was let in and then lost the network begins without us, and says so later.
 */
async function admittedUntil(
  { db, session }: SessionWork,
  events: readonly ClientEvent[],
): Promise<number> {
  if (!needsAdmission(session.terms.proctoring) || !events.some(isStart)) return Infinity;
  const admission = await readAdmission(db, session.id);
  if (admission === undefined || admission.admittedAt === null) return -Infinity;
  return admission.state === 'admitted' ? Infinity : admission.at.getTime();
}

function isStart(event: ClientEvent): boolean {
  return event.type === 'status' && event.status === 'exam_started';
}

/**
 * An exam cannot have been started outside its window, nor before somebody let the candidate in;
 * everything else is taken as it comes. The app is told all of this and begins no exam against it. Whoever
 * reports a start has entered, and was in time when they did: the last start itself is judged there.
 */
function refusalOf(
  { session }: SessionWork,
  event: ClientEvent,
  admitted: number,
): Reason | undefined {
  if (!isStart(event) || session.startedAt !== null) return undefined;
  const at = Date.parse(event.at);
  // Taken off the exam before it began. What ended otherwise keeps a late start for its time.
  if (session.closedReason !== null && session.status !== 'exam_finished')
    return session.closedReason;
  if (at >= admitted) return 'not_admitted';
  if (at < session.windowStart.getTime()) return 'too_early';
  return at >= startUntil(session) ? 'too_late' : undefined;
}
