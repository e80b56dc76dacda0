import { EventEmitter } from 'node:events';
import type { WebContentsView } from 'electron';
import { START, type Journey, type JourneyEvent } from '../../../../contract/journey.ts';
import { currentSession, type CurrentSession } from '../../../../main/currentSession.ts';
import { keepJourney } from '../../../../main/journey.ts';
import { identify } from '../../../../main/system/appIdentity.ts';
import { serverClock } from '../../../../main/system/clock.ts';
import type { ForeignView } from '../../../../main/windows/foreignView.ts';
import { silentLog } from '../../../fakes/log.ts';
import { fakeOutbox, type FakeOutbox } from '../../../fakes/outbox.ts';
import { grant } from '../../../fixtures/grant.ts';

export const SERVER = 'https://proctor.uni.example/';

/** What the stages are given, with a session in memory and every event kept. */
export function stageParts(start: Journey = START, given = grant()) {
  const events: JourneyEvent[] = [];
  const notices: string[] = [];
  const kept = keepJourney({ start, commit: () => Promise.resolve(), log: silentLog });
  const journey: typeof kept = {
    ...kept,
    apply(event) {
      events.push(event);
      return kept.apply(event);
    },
  };
  // The global clocks, which a test can turn.
  const clock = serverClock(0, { monotonic: () => performance.now(), wall: () => Date.now() });
  const outboxes: FakeOutbox[] = [];
  let current: CurrentSession | undefined;
  const begin = (server: string, granted: typeof given): Promise<CurrentSession> => {
    const outbox = fakeOutbox();
    outboxes.push(outbox);
    current = currentSession({ grant: granted, server, outbox, clock, log: silentLog });
    return Promise.resolve(current);
  };
  const parts = {
    journey,
    sessions: {
      current: () => current,
      begin,
      end: () => (current = undefined),
      finishEarlier: () => Promise.resolve(),
      stop: () => Promise.resolve(),
    },
    clock,
    identity: identify({
      testBuild: false,
      defaultApp: undefined,
      folder: '/opt/Invigil/resources/app.asar/out/main',
      version: '1.0.0',
      platform: 'linux',
    }),
    log: silentLog,
    notice: (code: string) => void notices.push(code),
    question: () => undefined,
  };
  /** What was recorded for the server, in short: the kind of each thing. */
  const reported = (): string[] =>
    (outboxes.at(-1)?.recorded ?? []).map((item) => {
      if (item.type !== 'event') return item.type;
      return item.event.type === 'incident' ? item.event.incident.kind : item.event.type;
    });
  return { parts, events, notices, reported, begin: () => begin(SERVER, given) };
}

/** A page of somebody else's that only notes what is done with it. */
export const foreignView = (log: string[]): ForeignView => ({
  view: new EventEmitter() as unknown as WebContentsView,
  load: () => void log.push('load'),
  reload: () => void log.push('reload'),
  answer: (id, yes) => void log.push(`answer ${id} ${String(yes)}`),
  close: () => void log.push('close'),
  forget: () => Promise.resolve(void log.push('forget')),
});
