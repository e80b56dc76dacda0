import type { CheckResult, Evidence } from './check.ts';
import type { ContestableStep } from './contest.ts';
import type { DeskNote } from './desk.ts';
import type { ActiveJourney, Cover, JourneyAt } from './journeyStages.ts';
import type { Reason } from './reasons.ts';
import type { SessionView, SetupStep } from './session.ts';

interface ExamFinished {
  readonly type: 'exam.finished';
  readonly by: JourneyAt<'finish'>['by'];
  readonly unsent: number;
  readonly returnUrl?: string;
  /** The server says so, and it is not only this app that ended it. */
  readonly closed?: boolean;
}

/** Everything that can move the journey. `at` and `endsAt` are milliseconds by the server's clock. */
export type JourneyEvent =
  | { type: 'link.received'; host: string; trusted: boolean }
  | { type: 'link.confirmed' }
  | { type: 'link.declined' }
  | { type: 'link.failed'; reason: Reason }
  | { type: 'link.resumable'; examName: string; serverHost: string }
  | { type: 'session.granted'; session: SessionView; resume?: ActiveJourney }
  | { type: 'session.changed'; session: SessionView }
  | { type: 'consent.given' }
  | { type: 'consent.declined' }
  | { type: 'consent.reconsidered' }
  | { type: 'check.judged'; result: CheckResult }
  | { type: 'checks.continued' }
  | { type: 'setup.stepDone'; step: SetupStep }
  | { type: 'setup.stepAgain'; step: SetupStep }
  | { type: 'setup.left' }
  | { type: 'exam.started'; at: number; endsAt: number }
  | { type: 'exam.pageChanged'; page: JourneyAt<'exam'>['page'] }
  | { type: 'exam.covered'; cover: Cover }
  | { type: 'exam.uncovered'; reason: Reason }
  | { type: 'break.began' }
  | { type: 'break.ended' }
  | { type: 'time.changed'; endsAt: number }
  | { type: 'time.up' }
  | { type: 'exam.left' }
  | { type: 'message.written'; note: DeskNote }
  | { type: 'note.shown'; id: string }
  | ExamFinished
  /** The server says that the session is open; `endsAt` absent: as long as its window. */
  | { type: 'exam.reopened'; startedAt?: number; endsAt?: number }
  | { type: 'exam.takenUp' }
  | { type: 'sending.changed'; unsent: number }
  | { type: 'return.changed'; returnUrl: string }
  | { type: 'verdict.contested'; step: ContestableStep }
  | { type: 'code.failed'; at: number }
  | { type: 'blocked'; reason: Reason; evidence: Evidence[] }
  | { type: 'unblocked' }
  | { type: 'finish.closed' };
