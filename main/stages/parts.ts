import type { Notice, PageQuestion } from '../../contract/channels.ts';
import type { CurrentSession } from '../currentSession.ts';
import type { JourneyKeeper } from '../journey.ts';
import type { Sessions } from '../sessions.ts';
import type { AppIdentity } from '../system/appIdentity.ts';
import type { ServerClock } from '../system/clock.ts';
import type { Log } from '../system/log.ts';

/** What every stage may use; each adds what it alone needs. */
export interface StageParts {
  readonly journey: JourneyKeeper;
  readonly sessions: Sessions;
  readonly clock: ServerClock;
  readonly identity: AppIdentity;
  readonly log: Log;
  readonly notice: (code: Notice['code']) => void;
  /** What the exam's page asks; null when nothing. */
  readonly question: (question: PageQuestion | null) => void;
}

/** @throws when there is no session, which the stage at hand rules out */
export function sessionAtHand(sessions: Pick<Sessions, 'current'>): CurrentSession {
  const session = sessions.current();
  if (session === undefined) throw new Error('there is no session at hand');
  return session;
}
