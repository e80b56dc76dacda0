import type { Incident } from '../../contract/incident.ts';
import type { ActiveJourney, Journey, JourneyAt } from '../../contract/journey.ts';
import type { LockdownPolicy } from '../../contract/lockdownPolicy.ts';
import { isOverruled, overruledSteps } from '../../contract/overruled.ts';
import type { Reason } from '../../contract/reasons.ts';
import { activeStage } from './activeStage.ts';
import { endOf } from './resume.ts';
import type { CurrentSession } from '../currentSession.ts';
import type { Lockdown } from '../lockdown/index.ts';
import { waivedPolicy } from './waivedPolicy.ts';
import type { ForeignPage } from '../windows/foreignPage.ts';
import type { ForeignView } from '../windows/foreignView.ts';
import type { ChecksStage } from './3-checks.ts';
import type { BreakAccount } from './examBreak.ts';
import { coverAccount } from './examCovers.ts';
import { everyMoment, timeDue } from './examTime.ts';
import { sessionAtHand, type StageParts } from './parts.ts';

export interface ExamStage {
  readonly start: () => Promise<void>;
  /** On in an exam that was over and that staff opened again. */
  readonly takeUp: () => Promise<void>;
  readonly reload: () => void;
  readonly answerPage: (id: string, yes: boolean) => void;
  readonly takeBreak: (begin: boolean) => Promise<void>;
  readonly leave: () => Promise<void>;
  readonly finish: () => Promise<void>;
  readonly checkAgain: () => Promise<void>;
  /** In spite of a cover that may be lifted. */
  readonly goOn: (reason: Reason) => Promise<void>;
  /** Holds the machine if it is not held; false when it cannot be. */
  readonly hold: () => Promise<boolean>;
  /** The stage is there: by the candidate's start, or after a crash. */
  readonly entered: () => Promise<void>;
  readonly left: () => Promise<void>;
  /** The journey moved: covers are counted, and what was overruled is held no longer. */
  readonly changed: (before: ActiveJourney, after: ActiveJourney) => void;
  readonly breaks: BreakAccount;
}

/** The exam's page, to be opened. */
export interface WantedPage {
  readonly session: CurrentSession;
  /** It was open before in this run, so that its cookies live. */
  readonly isBack: boolean;
  /** It closed itself for good. */
  readonly onGone: () => void;
}

interface Deps extends StageParts {
  readonly checks: Pick<ChecksStage, 'clear'>;
  readonly page: ForeignPage;
  readonly breaks: BreakAccount;
  readonly openPage: (wanted: WantedPage) => Promise<ForeignView>;
  readonly holdLockdown: (
    policy: LockdownPolicy,
    report: (incident: Incident) => void,
  ) => Promise<Lockdown>;
}

/** Not incidents while the candidate is on a break that staff granted. */
const FREE_IN_BREAK: ReadonlySet<Incident['kind']> = new Set<Incident['kind']>([
  'focus_lost',
  'focus_regained',
]);

export function examStage(deps: Deps): ExamStage {
  const { journey, sessions, clock, log, page, breaks } = deps;
  let lockdown: Promise<Lockdown> | undefined;
  let view: ForeignView | undefined;
  let stopTime: (() => void) | undefined;
  /** The session whose page has cookies in this run. */
  let openedFor: string | undefined;

  const exam = (): JourneyAt<'exam'> | undefined => {
    const now = activeStage(journey.now());
    return now.stage === 'exam' ? now : undefined;
  };
  const report = (incident: Incident): void => {
    if (exam()?.phase === 'break' && FREE_IN_BREAK.has(incident.kind)) return;
    void sessions.current()?.reportIncident(incident);
  };
  const hold = async (): Promise<boolean> => {
    try {
      const { policy, accommodations } = sessionAtHand(sessions).grant;
      const now = activeStage(journey.now());
      const waived = 'session' in now ? overruledSteps(now.session) : accommodations.waivedSteps;
      lockdown ??= deps.holdLockdown(waivedPolicy(policy, waived), report);
      await lockdown;
      return true;
    } catch (error) {
      lockdown = undefined;
      log.error('lockdown could not be held', error);
      await journey.apply({ type: 'blocked', reason: 'lockdown_failed', evidence: [] });
      return false;
    }
  };
  /** What was fine at the check may have come back since. */
  const isFit = (): Promise<boolean> =>
    deps.checks.clear(['displays', 'virtual_machine', 'processes']);
  const release = async (): Promise<void> => {
    const held = lockdown;
    lockdown = undefined;
    await (await held)?.release();
  };
  const covers = coverAccount({
    now: () => clock.now(),
    report: (since) => void sessions.current()?.reportCovered(since),
  });
  const endBreak = async (): Promise<void> => {
    breaks.end(clock.now());
    await journey.apply({ type: 'break.ended' });
    report({ kind: 'break_ended', severity: 'info', evidence: [] });
  };
  const look = (): void => {
    const now = exam();
    if (now === undefined) return;
    const due = timeDue(now, clock.now());
    if (due === 'time_up') void journey.apply({ type: 'time.up' });
    if (due === 'over') void finish('time');
    const granted = now.session.accommodations.breakMinutes * 60_000;
    if (breaks.isRunning() && breaks.left(granted, clock.now()) === 0) void endBreak();
  };
  const finish = async (by: JourneyAt<'finish'>['by']): Promise<void> => {
    if (exam() === undefined) return;
    const { outbox, grant } = sessionAtHand(sessions);
    const returnUrl = grant.parameters.sessionFinishUrl;
    await journey.apply({
      type: 'exam.finished',
      by,
      unsent: outbox.pending().length,
      ...(returnUrl === undefined ? {} : { returnUrl }),
    });
  };

  const openPage = async (): Promise<void> => {
    const session = sessionAtHand(sessions);
    const isBack = openedFor === session.grant.id;
    openedFor = session.grant.id;
    const opened = await deps.openPage({ session, isBack, onGone });
    view = opened;
    page.put(opened.view);
    opened.load();
  };
  const onGone = (): void => {
    const gone = view;
    view = undefined;
    if (gone === undefined) return;
    page.take(gone.view);
    openPage().catch((error: unknown) => log.error('the exam page could not be reopened', error));
  };

  return {
    breaks,
    hold,
    async start() {
      const now = journey.now();
      if (now.stage !== 'setup' || now.step !== undefined) return;
      if (!(await isFit()) || !(await hold())) return;
      const { startedAt } = sessionAtHand(sessions).grant;
      const at = startedAt === undefined ? clock.now() : Date.parse(startedAt);
      // The server takes no later start; without network nobody would learn that before the end.
      if (startedAt === undefined && at >= (now.session.startsUntil ?? now.session.endsAt)) {
        await release();
        await journey.apply({ type: 'blocked', reason: 'too_late', evidence: [] });
        return;
      }
      const after = await journey.apply({
        type: 'exam.started',
        at,
        endsAt: endOf(now.session, at),
      });
      if (activeStage(after).stage !== 'exam') await release();
    },
    async takeUp() {
      const now = journey.now();
      if (now.stage !== 'finish' || now.reopened === undefined) return;
      // What had not begun goes through its checks again.
      if (now.reopened.startedAt !== undefined && !(await isFit())) return;
      await journey.apply({ type: 'exam.takenUp' });
    },
    reload: () => view?.reload(),
    answerPage: (id, yes) => view?.answer(id, yes),
    async takeBreak(begin) {
      const now = exam();
      if (now === undefined) return;
      if (!begin) {
        if (breaks.isRunning()) await endBreak();
        return;
      }
      const granted = now.session.accommodations.breakMinutes * 60_000;
      if (breaks.left(granted, clock.now()) === 0) throw new Error('no break is left');
      const after = await journey.apply({ type: 'break.began' });
      if (after.stage !== 'exam' || after.phase !== 'break') return;
      breaks.begin(clock.now());
      report({ kind: 'break_started', severity: 'info', evidence: [] });
    },
    async leave() {
      if (exam() === undefined) return;
      const { policy } = sessionAtHand(sessions).grant;
      const severity = policy.leaving.incident ? 'notice' : 'info';
      await sessionAtHand(sessions).reportIncident({ kind: 'left_exam', severity, evidence: [] });
      await journey.apply({ type: 'exam.left' });
    },
    finish: () => finish('candidate'),
    async checkAgain() {
      await (await lockdown)?.checkAgain();
    },
    async goOn(reason) {
      (await lockdown)?.goOn(reason);
    },
    changed(before, after) {
      covers.follow(after);
      if (before.stage !== 'exam' || after.stage !== 'exam') return;
      const overruled = overruledSteps(after.session);
      for (const { reason } of before.covers) {
        if (!isOverruled(reason, overruled)) continue;
        void lockdown?.then((held) => held.overrule(reason));
      }
    },
    async entered() {
      // By the candidate's own start it is held already; after a crash or an end it is taken anew.
      if (!(await hold())) return;
      stopTime = everyMoment(look);
      await openPage();
    },
    async left() {
      stopTime?.();
      stopTime = undefined;
      const gone = view;
      view = undefined;
      if (gone !== undefined) {
        page.take(gone.view);
        gone.close();
      }
      await release();
      if (activeStage(journey.now()).stage !== 'finish') return;
      openedFor = undefined;
      await gone?.forget();
    },
  };
}

/**
 * Whether the exam's page may be seen: not under a block, a cover or a break, nor when staff locked it, nor when it is not there.
 * While it loads it may: the screens leave no room for it before it was there once.
 */
export function examMayBeSeen(journey: Journey): boolean {
  return (
    journey.stage === 'exam' &&
    journey.phase !== 'break' &&
    journey.covers.length === 0 &&
    journey.session.desk.lock === undefined &&
    journey.page !== 'unreachable' &&
    journey.page !== 'crashed'
  );
}
