import { EMPTY_DESK, mergeDesk } from '../contract/desk.ts';
import type { SessionState } from '../contract/http.ts';
import type { JourneyEvent } from '../contract/journey.ts';
import type { JourneyKeeper } from './journey.ts';
import type { SessionView } from '../contract/session.ts';
import type { Sessions } from './sessions.ts';
import { activeStage } from './stages/activeStage.ts';
import type { ServerClock } from './system/clock.ts';
import type { Answered } from './system/serverAnswer.ts';

interface Deps {
  readonly journey: JourneyKeeper;
  readonly clock: ServerClock;
  readonly sessions: () => Pick<Sessions, 'current'>;
}

export interface StateTaker {
  /** Takes in what an answer of the server says of the session. */
  readonly answered: (answer: Answered<SessionState>) => void;
  /** The same, told by the server of itself. */
  readonly told: (state: SessionState) => void;
}

/** Takes in what the server says of the session, whichever way it comes; an older word undoes no newer one. */
export function stateTaker({ journey, clock, sessions }: Deps): StateTaker {
  let newest = { session: '', revision: 0 };
  const isOld = (session: string, { revision }: SessionState): boolean => {
    if (revision === undefined) return false;
    if (session === newest.session && revision < newest.revision) return true;
    newest = { session, revision };
    return false;
  };
  const take = (state: SessionState): void => {
    const session = sessions().current();
    const now = activeStage(journey.now());
    if (session === undefined || !('session' in now) || isOld(session.grant.id, state)) return;
    session.learnStatus(state.status);
    const view = viewAfter(now.session, state);
    if (JSON.stringify(view) !== JSON.stringify(now.session)) {
      void journey.apply({ type: 'session.changed', session: view });
    }
    const unsent = session.outbox.pending().length;
    const known = now.stage === 'finish' ? now.returnUrl : undefined;
    for (const event of eventsOf(state, unsent)) {
      if (event.type === 'return.changed' && event.returnUrl === known) continue;
      void journey.apply(event);
    }
  };
  return {
    answered(answer) {
      clock.learn({ ...answer, serverTime: Date.parse(answer.value.serverTime) });
      take(answer.value);
    },
    told: take,
  };
}

/** What the screens know of the session after a state. Pure. */
export function viewAfter(known: SessionView, state: SessionState): SessionView {
  const { accommodations, windowEndsAt, startsUntil, desk = EMPTY_DESK, closing = {} } = state;
  return {
    ...known,
    accommodations,
    closing,
    ...(windowEndsAt === undefined ? {} : { endsAt: Date.parse(windowEndsAt) }),
    ...(startsUntil === undefined ? {} : { startsUntil: Date.parse(startsUntil) }),
    desk: mergeDesk(known.desk, desk),
  };
}

/** What a state moves, whatever the stage: events that do not belong to it change nothing. */
export function eventsOf(state: SessionState, unsent: number): JourneyEvent[] {
  const { endsAt, closed, returnUrl, startedAt } = state;
  const events: JourneyEvent[] = [];
  if (endsAt !== undefined) events.push({ type: 'time.changed', endsAt: Date.parse(endsAt) });
  // An app that kept running proves it by what still waits, and the session opens again; so absence
  // is believed only when nothing waits any more.
  const isOver = closed !== undefined && (closed.by !== 'disconnected' || unsent === 0);
  if (isOver) {
    const kept = returnUrl === undefined ? {} : { returnUrl };
    events.push({ type: 'exam.finished', by: closed.by, unsent, closed: true, ...kept });
  }
  // Only of a server that numbers its words: an older one must not open what is closed.
  const isOpen = closed === undefined && unsent === 0 && state.revision !== undefined;
  if (isOpen && state.status !== 'exam_finished') {
    events.push({
      type: 'exam.reopened',
      ...(startedAt === undefined ? {} : { startedAt: Date.parse(startedAt) }),
      ...(endsAt === undefined ? {} : { endsAt: Date.parse(endsAt) }),
    });
  }
  if (returnUrl !== undefined) events.push({ type: 'return.changed', returnUrl });
  return events;
}
