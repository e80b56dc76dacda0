import type { CheckResult, Evidence } from './check.ts';
import type { ContestableStep } from './contest.ts';
import type { DeskNote } from './desk.ts';
import type { ActiveJourney, Cover, JourneyAt } from './journeyStages.ts';
import type { Reason } from './reasons.ts';
import type { SessionView, SetupStep } from './session.ts';

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
  | { type: 'exam.finished'; by: JourneyAt<'finish'>['by']; unsent: number; returnUrl?: string }
  | { type: 'sending.changed'; unsent: number }
  | { type: 'return.changed'; returnUrl: string }
  | { type: 'verdict.contested'; step: ContestableStep }
  | { type: 'code.failed'; at: number }
  | { type: 'blocked'; reason: Reason; evidence: Evidence[] }
  | { type: 'unblocked' }
  | { type: 'finish.closed' };
