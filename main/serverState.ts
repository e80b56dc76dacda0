import type { SessionState } from '../contract/http.ts';
import type { JourneyEvent } from '../contract/journey.ts';
import type { JourneyKeeper } from './journey.ts';
import type { Sessions } from './sessions.ts';
import { activeStage } from './stages/activeStage.ts';
import { sessionViewOf } from './stages/sessionView.ts';
import type { ServerClock } from './system/clock.ts';
import type { Answered } from './system/serverAnswer.ts';

interface Deps {
  readonly journey: JourneyKeeper;
  readonly clock: ServerClock;
  readonly sessions: () => Pick<Sessions, 'current'>;
}

/** Takes in what every answer of the server says of the session. */
export function takeServerState(
  { journey, clock, sessions }: Deps,
  answer: Answered<SessionState>,
): void {
  const { value: state } = answer;
  clock.learn({ ...answer, serverTime: Date.parse(state.serverTime) });
  const session = sessions().current();
  const now = activeStage(journey.now());
  if (session === undefined || !('session' in now)) return;
  session.learnStatus(state.status);
  const { accommodations } = state;
  if (JSON.stringify(accommodations) !== JSON.stringify(now.session.accommodations)) {
    const view = sessionViewOf(session.grant, session.server, accommodations);
    void journey.apply({ type: 'session.changed', session: view });
  }
  const unsent = session.outbox.pending().length;
  const known = now.stage === 'finish' ? now.returnUrl : undefined;
  for (const event of eventsOf(state, unsent)) {
    if (event.type === 'return.changed' && event.returnUrl === known) continue;
    void journey.apply(event);
  }
}

/** What a state moves, whatever the stage: events that do not belong to it change nothing. */
export function eventsOf(state: SessionState, unsent: number): JourneyEvent[] {
  const { endsAt, closed, returnUrl } = state;
  const events: JourneyEvent[] = [];
  if (endsAt !== undefined) events.push({ type: 'time.changed', endsAt: Date.parse(endsAt) });
  // An app that kept running proves it by what still waits, and the session opens again; so absence
  // is believed only when nothing waits any more.
  const isOver = closed !== undefined && (closed.by !== 'disconnected' || unsent === 0);
  if (isOver) {
    const kept = returnUrl === undefined ? {} : { returnUrl };
    events.push({ type: 'exam.finished', by: closed.by, unsent, ...kept });
  }
  if (returnUrl !== undefined) events.push({ type: 'return.changed', returnUrl });
  return events;
}
