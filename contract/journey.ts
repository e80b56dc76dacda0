import { mergeContested } from './contest.ts';
import { mergeDesk } from './desk.ts';
import { afterAdmission, atNextStep, isDecided, retakeOf } from './journeyAdmission.ts';
import { beginChecks, checksInTheWay } from './journeyChecks.ts';
import { isOverruled, overruledSteps } from './overruled.ts';
import type { JourneyEvent } from './journeyEvent.ts';
import type { ActiveJourney, Journey, JourneyAt } from './journeyStages.ts';
import type { SessionView } from './session.ts';

export * from './journeyChecks.ts';
export * from './journeyStages.ts';
export type { JourneyEvent } from './journeyEvent.ts';

export const START: JourneyAt<'link'> = { stage: 'link', phase: 'waiting' };

/**
 * The whole story of an exam. Pure: an event that does not belong to the stage changes nothing
 * and gives back the very same object.
 */
export function next(now: Journey, event: JourneyEvent): Journey {
  if (event.type === 'verdict.contested' || event.type === 'code.failed') {
    return nextWhenContested(now, event);
  }
  if (event.type === 'message.written' || event.type === 'note.shown') {
    return nextAtDesk(now, event);
  }
  if (now.stage === 'blocked') return nextWhenBlocked(now, event);
  if (event.type === 'blocked') {
    return { stage: 'blocked', reason: event.reason, evidence: event.evidence, back: now };
  }
  if (event.type === 'session.changed') {
    return 'session' in now ? withSession(now, event.session) : now;
  }
  if (event.type === 'exam.finished' && 'session' in now && now.stage !== 'finish') {
    return {
      stage: 'finish',
      session: now.session,
      by: event.by,
      unsent: event.unsent,
      ...(event.returnUrl === undefined ? {} : { returnUrl: event.returnUrl }),
      ...(event.closed === true ? { closed: true } : {}),
    };
  }
  switch (now.stage) {
    case 'link':
      return nextFromLink(now, event);
    case 'session':
      return nextFromSession(now, event);
    case 'checks':
      return nextFromChecks(now, event);
    case 'setup':
      return nextFromSetup(now, event);
    case 'exam':
      return nextFromExam(now, event);
    case 'finish':
      return nextFromFinish(now, event);
  }
}

/** The candidate contests a verdict: what it blocks or covers is free, as if staff had overruled it. */
function nextWhenContested(
  now: Journey,
  event: Extract<JourneyEvent, { type: 'verdict.contested' | 'code.failed' }>,
): Journey {
  const active = now.stage === 'blocked' ? now.back : now;
  if (!('session' in active)) return now;
  const { contested } = active.session;
  const more =
    event.type === 'code.failed'
      ? { ...contested, failedCodes: contested.failedCodes + 1, failedAt: event.at }
      : { ...contested, steps: [...contested.steps, event.step] };
  const after = mergeContested(contested, more);
  if (after === contested) return now;
  const session = { ...active.session, contested: after };
  return next(now, { type: 'session.changed', session });
}

/** What the candidate wrote, and what they have seen; the server hears of it by the log. */
function nextAtDesk(
  now: Journey,
  event: Extract<JourneyEvent, { type: 'message.written' | 'note.shown' }>,
): Journey {
  const active = now.stage === 'blocked' ? now.back : now;
  if (!('session' in active)) return now;
  const { desk } = active.session;
  const notes =
    event.type === 'message.written'
      ? [...desk.notes, event.note]
      : desk.notes.map((note) => (note.id === event.id ? { ...note, shown: true } : note));
  const back = { ...active, session: { ...active.session, desk: { ...desk, notes } } };
  return now.stage === 'blocked' ? { ...now, back } : back;
}

/** What was overruled meanwhile covers nothing any more. What was contested, no server takes back. */
function withSession(now: Exclude<ActiveJourney, { stage: 'link' }>, told: SessionView): Journey {
  const contested = mergeContested(now.session.contested, told.contested);
  const session = { ...told, contested, desk: mergeDesk(now.session.desk, told.desk) };
  if (now.stage === 'setup') return afterAdmission({ ...now, session });
  if (now.stage !== 'exam') return { ...now, session };
  const covers = now.covers.filter(({ reason }) => !isOverruled(reason, overruledSteps(session)));
  return { ...now, session, covers };
}

/** While blocked the story behind goes on for what no block may hold up, and stands still otherwise. */
function nextWhenBlocked(now: JourneyAt<'blocked'>, event: JourneyEvent): Journey {
  if (event.type === 'unblocked') {
    return now.back.stage === 'setup' ? afterAdmission(now.back) : now.back;
  }
  if (event.type === 'blocked') {
    return { ...now, reason: event.reason, evidence: event.evidence };
  }
  if (event.type === 'session.changed' || event.type === 'check.judged') {
    const back = next(now.back, event);
    if (now.reason === 'identification_rejected') return back;
    if (back.stage === 'blocked' || back === now.back) return now;
    const isFree = 'session' in back && isOverruled(now.reason, overruledSteps(back.session));
    return isFree ? back : { ...now, back };
  }
  if (event.type === 'exam.finished' || event.type === 'link.received')
    return next(now.back, event);
  if (event.type === 'setup.left' || event.type === 'exam.left') return leaveTo(now.back);
  return now;
}

function leaveTo(from: ActiveJourney): Journey {
  // What is over is not offered again; the start link leads back to what staff opened.
  if (!('session' in from) || from.stage === 'finish') return START;
  const { examName, serverHost } = from.session;
  return { ...START, resumable: { examName, serverHost } };
}

function nextFromLink(now: JourneyAt<'link'>, event: JourneyEvent): Journey {
  const kept = now.resumable === undefined ? {} : { resumable: now.resumable };
  switch (event.type) {
    case 'link.received': {
      const phase = event.trusted ? 'opening' : 'confirming';
      return { stage: 'link', phase, host: event.host, ...kept };
    }
    case 'link.confirmed':
      return now.phase === 'confirming' ? { ...now, phase: 'opening' } : now;
    case 'link.declined':
      return { ...START, ...kept };
    case 'link.failed':
      return { ...START, ...kept, problem: event.reason };
    case 'link.resumable':
      return { ...now, resumable: { examName: event.examName, serverHost: event.serverHost } };
    case 'session.granted':
      if (now.phase !== 'opening') return now;
      if (event.resume?.stage === 'setup') return afterAdmission(event.resume);
      if (event.resume !== undefined) return event.resume;
      // A check alone records nothing, so there is nothing to agree to.
      if (event.session.checkOnly === true) return beginChecks(event.session);
      return { stage: 'session', session: event.session, phase: 'asking' };
    default:
      return now;
  }
}

function nextFromSession(now: JourneyAt<'session'>, event: JourneyEvent): Journey {
  switch (event.type) {
    case 'consent.given':
      return beginChecks(now.session);
    case 'consent.declined':
      return { ...now, phase: 'declined' };
    case 'consent.reconsidered':
      return { ...now, phase: 'asking' };
    case 'setup.left':
      return leaveTo(now);
    default:
      return now;
  }
}

function nextFromChecks(now: JourneyAt<'checks'>, event: JourneyEvent): Journey {
  switch (event.type) {
    case 'check.judged':
      return { ...now, results: { ...now.results, [event.result.step]: event.result } };
    case 'checks.continued': {
      if (checksInTheWay(now).length > 0) return now;
      if (now.session.checkOnly === true) {
        return { stage: 'finish', session: now.session, by: 'checked', unsent: 0 };
      }
      return afterAdmission({ stage: 'setup', session: now.session, done: [] });
    }
    case 'setup.left':
      return leaveTo(now);
    default:
      return now;
  }
}

function nextFromSetup(now: JourneyAt<'setup'>, event: JourneyEvent): Journey {
  switch (event.type) {
    case 'setup.stepDone':
      if (event.step !== now.step) return now;
      return atNextStep({ ...now, ...retakeOf(now), done: [...now.done, event.step] });
    case 'setup.stepAgain':
      if (!now.done.includes(event.step) || isDecided(now)) return now;
      return { ...now, done: now.done.filter((step) => step !== event.step), step: event.step };
    case 'setup.left':
      return leaveTo(now);
    case 'exam.started':
      if (now.step !== undefined) return now;
      return beginExam(now.session, { startedAt: event.at, endsAt: event.endsAt });
    default:
      return now;
  }
}

function beginExam(
  session: SessionView,
  times: Pick<JourneyAt<'exam'>, 'startedAt' | 'endsAt'>,
): JourneyAt<'exam'> {
  return { stage: 'exam', session, phase: 'running', ...times, page: 'loading', covers: [] };
}

function nextFromExam(now: JourneyAt<'exam'>, event: JourneyEvent): Journey {
  switch (event.type) {
    case 'exam.pageChanged':
      return now.page === event.page ? now : { ...now, page: event.page };
    case 'exam.covered': {
      if (isOverruled(event.cover.reason, overruledSteps(now.session))) return now;
      const others = now.covers.filter((cover) => cover.reason !== event.cover.reason);
      return { ...now, covers: [...others, event.cover] };
    }
    case 'exam.uncovered': {
      const covers = now.covers.filter((cover) => cover.reason !== event.reason);
      return covers.length === now.covers.length ? now : { ...now, covers };
    }
    case 'break.began':
      return now.phase === 'running' ? { ...now, phase: 'break' } : now;
    case 'break.ended':
      return now.phase === 'break' ? { ...now, phase: 'running' } : now;
    case 'time.changed': {
      if (event.endsAt === now.endsAt) return now;
      const phase = now.phase === 'time_up' && event.endsAt > now.endsAt ? 'running' : now.phase;
      return { ...now, phase, endsAt: event.endsAt };
    }
    case 'time.up':
      return now.phase === 'time_up' ? now : { ...now, phase: 'time_up' };
    case 'exam.left':
      return leaveTo(now);
    default:
      return now;
  }
}

function nextFromFinish(now: JourneyAt<'finish'>, event: JourneyEvent): Journey {
  switch (event.type) {
    case 'sending.changed':
      return now.unsent === event.unsent ? now : { ...now, unsent: event.unsent };
    case 'return.changed':
      return { ...now, returnUrl: event.returnUrl };
    case 'exam.finished':
      return event.closed === true ? closedAs(now, event.by) : now;
    case 'exam.reopened':
      return openedAs(now, event);
    case 'exam.takenUp': {
      if (now.reopened === undefined) return now;
      const { startedAt, endsAt } = now.reopened;
      if (startedAt === undefined) return beginChecks(now.session);
      return beginExam(now.session, { startedAt, endsAt });
    }
    case 'finish.closed':
      return START;
    default:
      return now;
  }
}

/** The server closed it too, or once more before the candidate went on. */
function closedAs(now: JourneyAt<'finish'>, by: JourneyAt<'finish'>['by']): JourneyAt<'finish'> {
  if (now.closed === true && now.reopened === undefined) return now;
  const { reopened, ...rest } = now;
  return { ...rest, closed: true, by: reopened === undefined ? now.by : by };
}

/** A word from before the server knew of the end opens nothing, and a check alone was never closed. */
function openedAs(
  now: JourneyAt<'finish'>,
  { startedAt, endsAt = now.session.endsAt }: { startedAt?: number; endsAt?: number },
): JourneyAt<'finish'> {
  const { by, closed, reopened } = now;
  if (by === 'checked' || closed !== true) return now;
  if (reopened?.startedAt === startedAt && reopened?.endsAt === endsAt) return now;
  return { ...now, reopened: { ...(startedAt === undefined ? {} : { startedAt }), endsAt } };
}
