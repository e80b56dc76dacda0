import { describe, expect, it } from 'vitest';
import {
  next,
  type Journey,
  type JourneyAt,
  type JourneyEvent,
} from '../../../contract/journey.ts';
import { statusesBetween } from '../../../contract/journeyStatus.ts';
import { sessionView } from '../../fixtures/session.ts';

const session = sessionView();
const exam: JourneyAt<'exam'> = {
  stage: 'exam',
  session,
  phase: 'running',
  startedAt: 1000,
  endsAt: 2000,
  page: 'shown',
  covers: [],
};
const closedBy = (by: JourneyAt<'finish'>['by']): JourneyEvent => ({
  type: 'exam.finished',
  by,
  unsent: 0,
  closed: true,
});
const opened: JourneyEvent = { type: 'exam.reopened', startedAt: 1000, endsAt: 5000 };
const takenUp: JourneyEvent = { type: 'exam.takenUp' };

function finish(journey: Journey): JourneyAt<'finish'> {
  expect(journey.stage).toBe('finish');
  return journey as JourneyAt<'finish'>;
}

describe('an end that staff take back', () => {
  const offered = next(next(exam, closedBy('staff')), opened);

  it('is offered, and the exam goes on without a second start', () => {
    expect(finish(offered).reopened).toEqual({ startedAt: 1000, endsAt: 5000 });
    expect(next(offered, { ...opened })).toBe(offered);
    const longer = next(offered, { ...opened, endsAt: 6000 });
    const on = next(longer, takenUp);
    expect(on).toEqual({ ...exam, endsAt: 6000, page: 'loading' });
    expect(statusesBetween(longer, on)).toEqual([]);
    expect(statusesBetween(on, next(on, closedBy('lms')))).toEqual(['exam_finished']);
  });

  it('leads through the checks where the exam had not begun', () => {
    const setup: Journey = { stage: 'setup', session, done: [], step: 'rules' };
    const again = next(next(setup, closedBy('lms')), { type: 'exam.reopened' });
    expect(finish(again).reopened).toEqual({ endsAt: session.endsAt });
    expect(next(again, takenUp).stage).toBe('checks');
  });

  it('is no word from before the server knew of the end', () => {
    const own = next(exam, { type: 'exam.finished', by: 'time', unsent: 1 });
    expect(next(own, opened)).toBe(own);
    expect(next(own, takenUp)).toBe(own);
    const known = next(own, closedBy('candidate'));
    expect(known).toMatchObject({ by: 'time', closed: true });
    expect(finish(next(known, opened)).reopened).toBeDefined();
  });

  it('is offered no longer when it is closed again', () => {
    const again = next(offered, closedBy('lms'));
    expect(finish(again)).toMatchObject({ by: 'lms', closed: true });
    expect(finish(again).reopened).toBeUndefined();
    expect(next(again, takenUp)).toBe(again);
  });

  it('is not offered again once the candidate leaves what was in the way', () => {
    const evidence = [{ code: 'display_count', values: { count: 2 } }];
    const blocked = next(offered, { type: 'blocked', reason: 'second_display', evidence });
    expect(next(blocked, { type: 'unblocked' })).toBe(offered);
    expect(next(blocked, { type: 'exam.left' })).toEqual({ stage: 'link', phase: 'waiting' });
  });

  it('is nothing after a check in advance', () => {
    const checked: Journey = { stage: 'finish', session, by: 'checked', unsent: 0, closed: true };
    expect(next(checked, opened)).toBe(checked);
  });
});
