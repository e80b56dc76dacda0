import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECK_STEPS, type CheckResult, type CheckStep } from '../../../contract/check.ts';
import {
  checksInTheWay,
  Journey,
  next,
  START,
  type ActiveJourney,
  type JourneyAt,
  type JourneyEvent,
} from '../../../contract/journey.ts';
import { statusesBetween } from '../../../contract/journeyStatus.ts';
import { canMove, type Status } from '../../../contract/status.ts';
import { sessionView } from '../../fixtures/session.ts';

const session = sessionView({ agreementUrl: 'https://lms.example/terms' });
const passed = CHECK_STEPS.map((step): JourneyEvent => ({
  type: 'check.judged',
  result: { step, state: 'succeeded', outcome: 'pass', evidence: [] },
}));

/** One candidate's whole day, event by event. */
const story: JourneyEvent[] = [
  { type: 'link.received', host: 'proctor.uni.example', trusted: false },
  { type: 'link.confirmed' },
  { type: 'session.granted', session },
  { type: 'consent.given' },
  ...passed,
  { type: 'checks.continued' },
  { type: 'setup.stepDone', step: 'face' },
  { type: 'setup.stepDone', step: 'rules' },
  { type: 'setup.stepDone', step: 'agreement' },
  { type: 'exam.started', at: 1000, endsAt: 2000 },
  { type: 'exam.pageChanged', page: 'shown' },
  { type: 'break.began' },
  { type: 'break.ended' },
  { type: 'exam.finished', by: 'candidate', unsent: 3 },
  { type: 'sending.changed', unsent: 0 },
  { type: 'finish.closed' },
];

function live(events: readonly JourneyEvent[]): { journey: Journey; statuses: Status[] } {
  let journey: Journey = START;
  const statuses: Status[] = [];
  for (const event of events) {
    const after = next(journey, event);
    statuses.push(...statusesBetween(journey, after));
    journey = after;
  }
  return { journey, statuses };
}

/** The journey after the story's first event of this type (and all before it). */
function upTo(type: JourneyEvent['type']): Journey {
  return live(story.slice(0, story.findIndex((event) => event.type === type) + 1)).journey;
}

function at<S extends Journey['stage']>(journey: Journey, stage: S): JourneyAt<S> {
  expect(journey.stage).toBe(stage);
  return journey as JourneyAt<S>;
}

const anyEvent: fc.Arbitrary<JourneyEvent> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...story) },
  fc.constantFrom<JourneyEvent>(
    { type: 'link.declined' },
    { type: 'link.failed', reason: 'ticket_expired' },
    { type: 'consent.declined' },
    { type: 'consent.reconsidered' },
    {
      type: 'check.judged',
      result: { step: 'webcam', state: 'failed', outcome: 'fail', evidence: [] },
    },
    { type: 'setup.stepAgain', step: 'face' },
    { type: 'setup.left' },
    { type: 'exam.left' },
    { type: 'time.up' },
    { type: 'time.changed', endsAt: 9000 },
    { type: 'exam.covered', cover: { reason: 'second_display', evidence: [] } },
    { type: 'exam.uncovered', reason: 'second_display' },
    { type: 'blocked', reason: 'virtual_machine', evidence: [] },
    { type: 'unblocked' },
    { type: 'session.changed', session: sessionView({ durationMinutes: 120 }) },
    { type: 'exam.finished', by: 'staff', unsent: 0, closed: true },
    { type: 'exam.reopened', startedAt: 1000, endsAt: 2000 },
    { type: 'exam.reopened' },
    { type: 'exam.takenUp' },
  ),
);

describe('the journey', () => {
  it('tells the whole story with the statuses in the order of the source', () => {
    const { journey, statuses } = live(story);
    expect(journey).toEqual(START);
    expect(statuses).toEqual(['after_check_req', 'in_setup', 'exam_started', 'exam_finished']);
  });

  it('meets the setup steps in their order: face, document, rules, agreement', () => {
    const both = sessionView({
      identification: 'face_and_passport',
      agreementUrl: 'https://a.example/',
    });
    let journey = next(
      { stage: 'link', phase: 'opening' },
      { type: 'session.granted', session: both },
    );
    journey = next(journey, { type: 'consent.given' });
    for (const event of passed) journey = next(journey, event);
    journey = next(journey, { type: 'checks.continued' });
    const met: string[] = [];
    for (;;) {
      const step = at(journey, 'setup').step;
      if (step === undefined) break;
      met.push(step);
      journey = next(journey, { type: 'setup.stepDone', step });
    }
    expect(met).toEqual(['face', 'passport', 'rules', 'agreement']);
  });

  it('of a check in advance ends after the checks, without consent, setup or exam', () => {
    const alone = sessionView({ checkOnly: true });
    const opening: Journey = { stage: 'link', phase: 'opening' };
    const begun = next(opening, { type: 'session.granted', session: alone });
    expect(begun).toEqual({ stage: 'checks', session: alone, results: {} });
    expect(next(begun, { type: 'checks.continued' })).toBe(begun);
    const checked = passed.reduce(next, begun);
    const done = next(checked, { type: 'checks.continued' });
    expect(done).toEqual({ stage: 'finish', session: alone, by: 'checked', unsent: 0 });
    expect(statusesBetween(begun, checked)).toEqual(['after_check_req']);
    expect(statusesBetween(checked, done)).toEqual([]);
    expect(next(done, { type: 'finish.closed' })).toBe(START);
  });

  it('counts what was checked before, and looks at the machine anew', () => {
    const result = (step: CheckStep): CheckResult => ({ step, state: 'succeeded', evidence: [] });
    const steps: CheckStep[] = ['webcam', 'displays', 'virtual_machine', 'processes'];
    const known = sessionView({ checkedBefore: steps.map(result) });
    const asked: Journey = { stage: 'session', session: known, phase: 'asking' };
    const begun = next(asked, { type: 'consent.given' });
    expect(begun).toMatchObject({ stage: 'checks', results: { webcam: result('webcam') } });
    expect(Object.keys((begun as JourneyAt<'checks'>).results)).toEqual(['webcam']);
  });

  it('does not go on while a required check has not succeeded', () => {
    const checks = at(upTo('consent.given'), 'checks');
    expect(next(checks, { type: 'checks.continued' })).toBe(checks);
    expect(checksInTheWay(checks)).toContain('webcam');
    const failed: CheckResult = { step: 'webcam', state: 'failed', outcome: 'fail', evidence: [] };
    const all = live([...story.slice(0, 4), ...passed, { type: 'check.judged', result: failed }]);
    expect(checksInTheWay(at(all.journey, 'checks'))).toEqual(['webcam']);
  });

  it('does not start the exam while a setup step is open', () => {
    const setup = upTo('checks.continued');
    expect(next(setup, { type: 'exam.started', at: 1, endsAt: 2 })).toBe(setup);
  });

  it('says exam_not_started when setup is left, and in_setup when it is entered again', () => {
    const left = live([
      ...story.slice(0, story.findIndex((e) => e.type === 'checks.continued') + 1),
      { type: 'setup.left' },
    ]);
    expect(left.statuses.at(-1)).toBe('exam_not_started');
    const link = at(left.journey, 'link');
    expect(link.resumable?.examName).toBe('Certification B2');
    const back = upTo('checks.continued') as ActiveJourney;
    const again = next(
      { ...link, phase: 'opening' },
      { type: 'session.granted', session, resume: back },
    );
    expect(statusesBetween(link, again)).toContain('in_setup');
  });

  it('comes back into a running exam without starting it twice', () => {
    const running = upTo('exam.started') as ActiveJourney;
    const again = next(
      { stage: 'link', phase: 'opening' },
      { type: 'session.granted', session, resume: running },
    );
    expect(again).toEqual(running);
    expect(statusesBetween({ stage: 'link', phase: 'opening' }, again)).toEqual([]);
  });

  it('goes on where it was when a block is gone, with what changed meanwhile', () => {
    const checks = upTo('consent.given');
    const blocked = next(checks, { type: 'blocked', reason: 'virtual_machine', evidence: [] });
    const better = next(blocked, passed[7] as JourneyEvent);
    const back = at(next(better, { type: 'unblocked' }), 'checks');
    expect(back.results.virtual_machine?.state).toBe('succeeded');
  });

  it('goes on by itself once staff overrule what blocks, and only that', () => {
    const waive = (...waivedSteps: CheckStep[]): JourneyEvent => ({
      type: 'session.changed',
      session: sessionView({ accommodations: { ...session.accommodations, waivedSteps } }),
    });
    const checks = upTo('consent.given');
    const blocked = next(checks, { type: 'blocked', reason: 'virtual_machine', evidence: [] });
    expect(next(blocked, waive('webcam')).stage).toBe('blocked');
    const back = at(next(blocked, waive('virtual_machine')), 'checks');
    expect(back.session.accommodations.waivedSteps).toEqual(['virtual_machine']);
    const failed = next(checks, { type: 'blocked', reason: 'lockdown_failed', evidence: [] });
    expect(next(failed, waive('virtual_machine')).stage).toBe('blocked');

    const cover: JourneyEvent = {
      type: 'exam.covered',
      cover: { reason: 'second_display', evidence: [] },
    };
    const exam = next(upTo('exam.started'), cover);
    const overruled = next(exam, waive('displays'));
    expect(at(overruled, 'exam').covers).toEqual([]);
    expect(next(overruled, cover)).toBe(overruled);
  });

  it('keeps one cover a reason, and takes each away on its own', () => {
    const cover = (reason: 'second_display' | 'forbidden_process'): JourneyEvent => ({
      type: 'exam.covered',
      cover: { reason, evidence: [] },
    });
    let journey = upTo('exam.started');
    for (const event of [
      cover('second_display'),
      cover('second_display'),
      cover('forbidden_process'),
    ]) {
      journey = next(journey, event);
    }
    expect(at(journey, 'exam').covers.map(({ reason }) => reason)).toEqual([
      'second_display',
      'forbidden_process',
    ]);
    journey = next(journey, { type: 'exam.uncovered', reason: 'second_display' });
    expect(at(journey, 'exam').covers).toHaveLength(1);
  });

  it('runs again when staff grant minutes after time was up', () => {
    const up = next(upTo('exam.started'), { type: 'time.up' });
    expect(at(up, 'exam').phase).toBe('time_up');
    expect(at(next(up, { type: 'time.changed', endsAt: 5000 }), 'exam').phase).toBe('running');
  });

  it('ignores a link in every stage but the first', () => {
    const link: JourneyEvent = { type: 'link.received', host: 'evil.example', trusted: true };
    for (const stage of [
      'session.granted',
      'consent.given',
      'checks.continued',
      'exam.started',
      'exam.finished',
    ] as const) {
      const journey = upTo(stage);
      expect(next(journey, link)).toBe(journey);
    }
  });
});

describe('whatever happens', () => {
  it('the journey stays one of its own shapes and statuses never go backwards', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 80 }), (events) => {
        let journey: Journey = START;
        let status: Status = 'registered';
        for (const event of events) {
          const after: Journey = next(journey, event);
          Journey.parse(after);
          for (const reached of statusesBetween(journey, after)) {
            if (canMove(status, reached)) status = reached;
          }
          if (status === 'exam_finished' && after.stage !== 'finish') break;
          journey = after;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is pure: the same event on the same journey gives the same, and changes neither', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), anyEvent, (events, event) => {
        const { journey } = live(events);
        const before = JSON.stringify(journey);
        expect(next(journey, event)).toEqual(next(journey, event));
        expect(JSON.stringify(journey)).toBe(before);
      }),
    );
  });
});
