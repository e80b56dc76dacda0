import type { ActiveJourney, Journey } from '../../contract/journey.ts';
import { activeStage } from './activeStage.ts';
import type { Log } from '../system/log.ts';
import type { ForeignPage } from '../windows/foreignPage.ts';
import type { SetupStage } from './4-setup.ts';
import { examMayBeSeen, type ExamStage } from './5-exam.ts';
import type { FinishStage } from './6-finish.ts';

interface Deps {
  readonly setup: Pick<SetupStage, 'changed' | 'left'>;
  readonly exam: Pick<ExamStage, 'entered' | 'left' | 'changed'>;
  readonly finish: Pick<FinishStage, 'entered' | 'left'>;
  readonly page: ForeignPage;
  readonly log: Log;
  /** The candidate left, or closed the end page: the session is not at hand any more. */
  readonly endSession: () => void;
}

export interface StageWork {
  /** Begins and ends the work of the stages as the journey moves. */
  readonly follow: (before: Journey, after: Journey) => void;
  /** Resolves when all work begun so far has been done. */
  readonly settled: () => Promise<void>;
}

/** The work of each stage, one after the other: what a stage holds is given back before the next begins. */
export function stageWork({ setup, exam, finish, page, log, endSession }: Deps): StageWork {
  let work: Promise<void> = Promise.resolve();
  const then = (name: string, step: () => void | Promise<void>): void => {
    work = work.then(step).catch((error: unknown) => log.error(`${name} failed`, error));
  };
  const leave = (stage: ActiveJourney['stage'], next: ActiveJourney['stage']): void => {
    if (stage === 'setup') then('leaving setup', () => setup.left());
    if (stage === 'exam') then('leaving the exam', () => exam.left());
    // Into what staff opened again the session comes along.
    if (stage === 'finish' && next === 'link') then('leaving the end page', () => finish.left());
  };
  const enter = (stage: ActiveJourney['stage']): void => {
    if (stage === 'link') then('ending the session', endSession);
    if (stage === 'exam') then('beginning the exam', () => exam.entered());
    if (stage === 'finish') then('ending the exam', () => finish.entered());
  };
  return {
    follow(before, after) {
      const [was, is] = [activeStage(before), activeStage(after)];
      page.allow(examMayBeSeen(after) || agreementMayBeSeen(after));
      exam.changed(was, is);
      if (was.stage !== is.stage) {
        leave(was.stage, is.stage);
        enter(is.stage);
      }
      if (is.stage === 'setup') then('setup', () => setup.changed(is));
    },
    settled: () => work,
  };
}

function agreementMayBeSeen(journey: Journey): boolean {
  return journey.stage === 'setup' && journey.step === 'agreement';
}
