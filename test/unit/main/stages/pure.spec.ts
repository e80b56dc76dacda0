import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActiveJourney, JourneyAt } from '../../../../contract/journey.ts';
import { GRACE_AFTER_END, type ClosingRule } from '../../../../contract/time.ts';
import { redemptionId } from '../../../../main/stages/1-link.ts';
import { examMayBeSeen } from '../../../../main/stages/5-exam.ts';
import { breakAccount } from '../../../../main/stages/examBreak.ts';
import { timeDue } from '../../../../main/stages/examTime.ts';
import { endOf, resumeAt } from '../../../../main/stages/resume.ts';
import { sessionViewOf } from '../../../../main/stages/sessionView.ts';
import { waivedPolicy } from '../../../../main/stages/waivedPolicy.ts';
import { grant } from '../../../fixtures/grant.ts';

const SERVER = 'https://proctor.uni.example/app/';
const view = sessionViewOf(grant(), SERVER);
const exam: JourneyAt<'exam'> = {
  stage: 'exam',
  session: view,
  phase: 'running',
  startedAt: Date.UTC(2026, 5, 20, 6),
  endsAt: Date.UTC(2026, 5, 20, 7, 30),
  page: 'shown',
  covers: [],
};

describe('a redemption', () => {
  test('has the same id for the same ticket, and looks like any random one', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (secret, ticket) => {
        const id = redemptionId(secret, ticket);
        expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
        expect(redemptionId(secret, ticket)).toBe(id);
        expect(redemptionId(`${secret}x`, ticket)).not.toBe(id);
      }),
    );
  });
});

describe('what the screens know of a session', () => {
  test('is taken from the grant, without token or address of the exam', () => {
    expect(view).toMatchObject({
      serverHost: 'proctor.uni.example',
      candidateName: 'Luc Moreau',
      level: 'high',
      records: { camera: false, microphone: false, screen: false },
      identification: 'face',
      reconnectMinutes: 10,
    });
    const text = JSON.stringify(view);
    expect(text).not.toContain('tests.example');
    expect(text).not.toContain('a'.repeat(43));
  });

  test('names a candidate by the id of the LMS where it keeps names to itself', () => {
    const nameless = grant({}, { firstName: null, lastName: null });
    expect(sessionViewOf(nameless, SERVER).candidateName).toBe('cand-7781');
  });

  test('lists the rules that allow something, and the steps nobody needs', () => {
    const start = { rules: { allow_to_use_books: true, allow_to_use_paper: false } };
    const allowing = sessionViewOf(grant({}, start), SERVER);
    expect(allowing.allowed).toContain('allow_to_use_books');
    expect(allowing.allowed).not.toContain('allow_to_use_paper');
    // Nothing is recorded, and a photo is taken.
    expect(view.stepsNotNeeded).toEqual(['microphone', 'speakers', 'screenshare', 'bandwidth']);
    const unidentified = grant({}, { identification: 'skip' });
    expect(sessionViewOf(unidentified, SERVER).stepsNotNeeded).toContain('webcam');
    const recorded = grant({}, { streamsPreset: 'default' });
    expect(sessionViewOf(recorded, SERVER).stepsNotNeeded).toEqual([]);
  });
});

describe('coming back', () => {
  const STARTED = '2026-06-20T06:10:00.000Z';

  test('leads to where the candidate was on this computer', () => {
    const checks: ActiveJourney = { stage: 'checks', session: view, results: {} };
    const setup: ActiveJourney = { stage: 'setup', session: view, done: [], step: 'face' };
    expect(resumeAt(grant(), view, checks)).toEqual(checks);
    expect(resumeAt(grant(), view, setup)).toEqual(setup);
  });

  test('into the exam, with the time that the server counts', () => {
    const covered: ActiveJourney = {
      ...exam,
      page: 'crashed',
      covers: [{ reason: 'second_display', evidence: [] }],
    };
    const startedAt = Date.parse(STARTED);
    expect(resumeAt(grant({ startedAt: STARTED }), view, covered)).toEqual({
      ...exam,
      page: 'loading',
      startedAt,
      endsAt: endOf(view, startedAt),
    });
    // The start still waits in the outbox: our own time stands.
    expect(resumeAt(grant(), view, exam)).toMatchObject({ startedAt: exam.startedAt });
  });

  test('into the exam also when the crash came between the start and its note', () => {
    const ready: ActiveJourney = { stage: 'setup', session: view, done: ['face', 'rules'] };
    expect(resumeAt(grant({ startedAt: STARTED }), view, ready)).toMatchObject({ stage: 'exam' });
    expect(resumeAt(grant(), view, ready)).toEqual(ready);
  });

  test('on another computer begins with its check, and asks for consent only once', () => {
    expect(resumeAt(grant(), view, undefined)).toBeUndefined();
    expect(resumeAt(grant({ consentedAt: STARTED }), view, undefined)).toMatchObject({
      stage: 'checks',
      results: {},
    });
  });
});

describe('the time', () => {
  test('is up at zero, once, and over after the grace', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (after) => {
        const now = exam.endsAt + after;
        const due = timeDue(exam, now);
        if (after < 0) expect(due).toBeUndefined();
        else expect(due).toBe(after >= GRACE_AFTER_END ? 'over' : 'time_up');
        if (after < GRACE_AFTER_END) {
          expect(timeDue({ ...exam, phase: 'time_up' }, now)).toBeUndefined();
        }
      }),
    );
  });

  test('ends nothing while staff suspend the closing, nor at once when they take that back', () => {
    const late = exam.endsAt + 3 * GRACE_AFTER_END;
    const closing = (rule: ClosingRule) => ({
      ...exam,
      session: { ...exam.session, closing: rule },
    });
    expect(timeDue(closing({}), late)).toBe('over');
    expect(timeDue(closing({ suspended: true }), late)).toBe('time_up');
    const notBefore = new Date(late + 1_000).toISOString();
    expect(timeDue(closing({ notBefore }), late)).toBe('time_up');
    expect(timeDue(closing({ notBefore }), late + 1_000)).toBe('over');
  });

  test('of an institute’s exam ends nothing before nine hours from the start', () => {
    const closing = { longestMinutes: 9 * 60 };
    const open = { ...exam, session: { ...exam.session, closing } };
    const over = exam.startedAt + closing.longestMinutes * 60_000;
    expect(timeDue(open, over - 1)).toBe('time_up');
    expect(timeDue(open, over)).toBe('over');
  });

  test('of breaks is counted together, also through a restart', () => {
    const breaks = breakAccount();
    breaks.begin(1_000);
    expect(breaks.left(10_000, 4_000)).toBe(7_000);
    breaks.end(4_000);
    breaks.begin(9_000);
    const later = breakAccount();
    later.restore(breaks.taken(10_000), true, 20_000);
    expect(later.left(10_000, 21_000)).toBe(5_000);
    expect(later.left(10_000, 90_000)).toBe(0);
  });
});

test('the exam page is seen when nothing hides it and it is there', () => {
  expect(examMayBeSeen(exam)).toBe(true);
  for (const page of ['unreachable', 'crashed'] as const) {
    expect(examMayBeSeen({ ...exam, page })).toBe(false);
  }
  expect(examMayBeSeen({ ...exam, phase: 'break' })).toBe(false);
  expect(examMayBeSeen({ ...exam, covers: [{ reason: 'second_display', evidence: [] }] })).toBe(
    false,
  );
  const blocked = {
    stage: 'blocked',
    reason: 'access_replaced',
    evidence: [],
    back: exam,
  } as const;
  expect(examMayBeSeen({ ...blocked, evidence: [] })).toBe(false);
});

test('what staff waived neither blocks nor covers', () => {
  const { policy } = grant();
  expect(waivedPolicy(policy, [])).toEqual(policy);
  expect(waivedPolicy(policy, ['displays']).displays.allowsSeveral).toBe(true);
  expect(waivedPolicy(policy, ['processes']).processes.during).toBe('incident');
});
