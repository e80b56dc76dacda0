import { randomUUID } from 'node:crypto';
import type { Fault } from '../../contract/reasons.ts';
import type { StartParameters } from '../../contract/startParameters.ts';
import { takeBookingAlong } from '../booking/book.ts';
import type { Deps } from '../deps.ts';
import { ServerRefusal } from '../refusal.ts';
import { attempt, type Attempted } from '../sessions/attempt.ts';
import { eraseAnew } from '../sessions/eraseAnew.ts';
import { beginWork } from '../sessions/withSession.ts';
import { tell, update, type SessionWork } from '../sessions/work.ts';
import type { Database } from '../storage/openDatabase.ts';
import { keepAccount } from '../storage/keepAccount.ts';
import { keepCandidate } from '../storage/keepCandidate.ts';
import { keepExam } from '../storage/keepExam.ts';
import { passWindowOn } from '../storage/passWindowOn.ts';
import type { SessionRow } from '../storage/schema.ts';
import { addSession, findSession, lockSession } from '../storage/sessions.ts';
import { addTransition } from '../storage/transitions.ts';

/** What a start is about, parsed. */
export interface Start {
  readonly integration: string;
  readonly parameters: StartParameters;
  readonly notes: readonly Fault[];
}

/**
 * Creates or updates account, candidate, exam and session in one transaction. The same ids again are
 * an update; a session that runs goes on as it is, with the new values; a closed one stays as it was.
 * Then does `act` in the same transaction; when that refuses, the session is kept all the same.
 * @throws ServerRefusal when the session belongs to another candidate or exam
 */
export async function startSession<Answer>(
  deps: Deps,
  start: Start,
  act: (work: SessionWork) => Promise<Answer>,
): Promise<Answer> {
  const { integration, parameters } = start;
  const known = await deps.groups.findSession({ integration, externalId: parameters.sessionId });
  const id = known?.id;
  const begun = id === undefined ? await beginWithOthers(deps, start, act) : undefined;
  const alone = () =>
    deps.database.transaction().execute((db) => keepStart(deps, db, { ...start, id }, act));
  const { work, outcome, passedOn } = begun ?? (await alone());
  tell(work);
  const { examId } = work.session;
  for (const sessionId of passedOn) deps.changes.publish({ sessionId, examId });
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.answer;
}

interface Kept<Answer> {
  readonly work: SessionWork;
  readonly outcome: Attempted<Answer>;
  /** Our ids of the other sessions that have the window of this start now. */
  readonly passedOn: readonly string[];
}

/**
 * First starts come by the thousand in the minute before an exam, so those that come at once share a
 * transaction.
 * @returns nothing when it is to be done alone, because the group failed
 */
async function beginWithOthers<Answer>(
  deps: Deps,
  start: Start,
  act: (work: SessionWork) => Promise<Answer>,
): Promise<Kept<Answer> | undefined> {
  const key = { integration: start.integration, externalId: start.parameters.sessionId };
  let kept: Kept<Answer> | undefined;
  const begun = await deps.groups.begin({
    key,
    async act(db) {
      kept = await keepStart(deps, db, start, act);
    },
  });
  return begun ? kept : undefined;
}

/** @param start `id` is ours of a session that is there: it stays for good. Absent: none was there just now */
async function keepStart<Answer>(
  deps: Deps,
  db: Database,
  start: Start & { readonly id?: string | undefined },
  act: (work: SessionWork) => Promise<Answer>,
): Promise<Kept<Answer>> {
  const at = new Date(deps.clock.now());
  const ids = await keepPeople(db, start, at);
  const passedOn = await passOn(db, start, ids.examId, at);
  const { session, added } = await keepSession(db, start, ids, at);
  refuseOthers(session, ids);
  const work = await beginWork(deps, db, session);
  if (added) await registered(work);
  else if (session.closedAt === null) await updateParameters(work, start);
  if (session.closedAt === null) await takeBookingAlong(work);
  // A refusal must not undo what the LMS told us.
  const outcome = await attempt(() => act(work));
  await eraseAnew(work);
  return { work, outcome, passedOn };
}

/**
 * The window of an exam that is booked is the exam's. One that is over stays with its own session: its
 * start is refused anyway, and an old start page that is sent again must not close the exam to all.
 */
async function passOn(
  db: Database,
  { id, parameters }: Start & { readonly id?: string | undefined },
  examId: string,
  at: Date,
): Promise<string[]> {
  const { schedule, startDate, endDate } = parameters;
  if (!schedule || Date.parse(endDate) <= at.getTime()) return [];
  return passWindowOn(db, { examId, own: id, startDate, endDate, at });
}

interface Ids {
  readonly accountId: string;
  readonly candidateId: string;
  readonly examId: string;
}

async function keepPeople(db: Database, start: Start, at: Date): Promise<Ids> {
  const { integration, parameters } = start;
  const { accountId: externalId, accountName: name } = parameters;
  const accountId = await keepAccount(db, { integration, externalId, name, at });
  const candidateId = await keepCandidate(db, accountId, parameters, at);
  const { id: examId } = await keepExam(db, accountId, { parameters }, at);
  return { accountId, candidateId, examId };
}

async function keepSession(
  db: Database,
  start: Start & { readonly id?: string | undefined },
  ids: Ids,
  at: Date,
): Promise<{ session: SessionRow; added: boolean }> {
  const { integration, parameters } = start;
  const key = { integration, externalId: parameters.sessionId };
  const added =
    start.id === undefined
      ? await addSession(db, {
          id: randomUUID(),
          ...key,
          ...ids,
          ...valuesOf(start),
          entryUrl: parameters.sessionUrl,
          createdAt: at,
        })
      : undefined;
  if (added !== undefined) return { session: added, added: true };
  // Of two first starts at once the second one arrives here and waits until the first is done.
  const id = start.id ?? (await findSession(db, key))?.id;
  const session = id === undefined ? undefined : await lockSession(db, id);
  if (session === undefined) throw new Error('a session that is there cannot be found');
  return { session, added: false };
}

function valuesOf({ parameters, notes }: Start) {
  return {
    parameters: JSON.stringify(parameters),
    notes: JSON.stringify(notes),
    windowStart: new Date(parameters.startDate),
    windowEnd: new Date(parameters.endDate),
  };
}

/** A sessionId names one candidate's session of one exam, for good. */
function refuseOthers(session: SessionRow, ids: Ids): void {
  if (session.candidateId !== ids.candidateId) {
    throw new ServerRefusal('session_of_other_candidate');
  }
  if (session.examId !== ids.examId) {
    const message = 'is not the exam of this session; another exam needs another sessionId';
    throw new ServerRefusal('parameters_invalid', [{ path: 'examId', code: 'differs', message }]);
  }
}

async function registered(work: SessionWork): Promise<void> {
  const { session, now } = work;
  const status = 'registered';
  const transition = { sessionId: session.id, status, at: now, receivedAt: now } as const;
  await addTransition(work.db, { ...transition, cause: 'start', moved: true });
  work.moves.push({ status, at: now });
  work.visible = true;
}

/**
 * The first entry is the one that works without cookies, so it stays; launchers send a later one that
 * is the attempt page itself and works only while the exam view still holds the LMS's cookies.
 */
async function updateParameters(work: SessionWork, start: Start): Promise<void> {
  const { session, now } = work;
  const { sessionUrl } = start.parameters;
  await update(work, {
    ...valuesOf(start),
    laterUrl: sessionUrl === session.entryUrl ? session.laterUrl : sessionUrl,
    updatedAt: new Date(now),
  });
  work.visible = true;
}
