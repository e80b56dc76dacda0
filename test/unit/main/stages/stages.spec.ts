import { EventEmitter } from 'node:events';
import type { WebContentsView } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { JourneyAt } from '../../../../contract/journey.ts';
import { GRACE_AFTER_END } from '../../../../contract/time.ts';
import { sessionStage } from '../../../../main/stages/2-session.ts';
import { setupStage } from '../../../../main/stages/4-setup.ts';
import { examStage } from '../../../../main/stages/5-exam.ts';
import { finishStage } from '../../../../main/stages/6-finish.ts';
import { blockedStage } from '../../../../main/stages/blocked.ts';
import { breakAccount } from '../../../../main/stages/examBreak.ts';
import type { ForeignView } from '../../../../main/windows/foreignView.ts';
import { fakeServer } from '../../../fakes/serverClient.ts';
import { grant } from '../../../fixtures/grant.ts';
import { sessionView } from '../../../fixtures/session.ts';
import { stageParts } from './stageParts.ts';

const session = sessionView({
  identification: 'skip',
  accommodations: { extraMinutes: 0, waivedSteps: [], breakMinutes: 1 },
});
const ready: JourneyAt<'setup'> = { stage: 'setup', session, done: ['rules'] };
const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]);

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const foreignView = (log: string[]): ForeignView => ({
  view: new EventEmitter() as unknown as WebContentsView,
  load: () => void log.push('load'),
  reload: () => void log.push('reload'),
  close: () => void log.push('close'),
  forget: () => Promise.resolve(void log.push('forget')),
});

describe('session', () => {
  const asking: JourneyAt<'session'> = { stage: 'session', session, phase: 'asking' };

  test('consent is recorded before anything goes on', async () => {
    const made = stageParts(asking);
    await made.begin();
    await sessionStage(made.parts).consent();
    expect(made.reported()).toEqual(['consent']);
    expect(made.parts.journey.now().stage).toBe('checks');
  });

  test('another way is told to the institution, and nothing else happens', async () => {
    const made = stageParts(asking);
    await made.begin();
    const stage = sessionStage(made.parts);
    await stage.decline('no camera at home');
    expect(made.reported()).toEqual(['consent', 'consent_declined']);
    expect(made.parts.journey.now()).toMatchObject({ stage: 'session', phase: 'declined' });
    await stage.reconsider();
    expect(made.parts.journey.now()).toMatchObject({ phase: 'asking' });
  });
});

describe('setup', () => {
  const setUp = (start: JourneyAt<'setup'>, given = grant()) => {
    const made = stageParts(start, given);
    const log: string[] = [];
    const stage = setupStage({
      ...made.parts,
      openAgreement(url) {
        log.push(url);
        return Promise.resolve(foreignView(log));
      },
    });
    made.parts.journey.onChange((_before, after) => {
      if (after.stage === 'setup') stage.changed(after);
    });
    return { ...made, stage, log };
  };
  const withFace: JourneyAt<'setup'> = {
    stage: 'setup',
    session: sessionView({ identification: 'face', agreementUrl: 'https://lms.example/terms' }),
    done: [],
    step: 'face',
  };

  test('a photo is kept and its step done; what was overridden is said', async () => {
    const made = setUp(withFace);
    await made.begin();
    await made.stage.photo({ kind: 'face', jpeg, overridden: ['blurred'] });
    expect(made.reported()).toEqual(['photo', 'photo_quality_overridden']);
    expect(made.parts.journey.now()).toMatchObject({ step: 'rules', done: ['face'] });
  });

  test('a photo is no way around: not of another kind, not without a picture, not by "done"', async () => {
    const made = setUp(withFace);
    await made.begin();
    await made.stage.photo({ kind: 'passport', jpeg, overridden: [] });
    await made.stage.done('face');
    await expect(
      made.stage.photo({ kind: 'face', jpeg: Uint8Array.from([1, 2, 3]), overridden: [] }),
    ).rejects.toThrow('no JPEG');
    expect(made.parts.journey.now()).toMatchObject({ step: 'face' });
    expect(made.reported()).toEqual([]);
  });

  test('what the server holds is not asked for again, unless the candidate goes back to it', async () => {
    const made = setUp(withFace, grant({ photos: ['face'] }));
    await made.begin();
    made.stage.changed(withFace);
    await vi.waitFor(() => expect(made.parts.journey.now()).toMatchObject({ step: 'rules' }));
    await made.stage.again('face');
    await Promise.resolve();
    expect(made.parts.journey.now()).toMatchObject({ step: 'face' });
  });

  test('the agreement is opened at its step, and its acceptance recorded', async () => {
    const agreementUrl = 'https://lms.example/terms';
    const made = setUp(
      { ...withFace, done: ['face'], step: 'rules' },
      grant({}, { userAgreementUrl: agreementUrl }),
    );
    await made.begin();
    await made.stage.done('rules');
    expect(made.log).toEqual([agreementUrl]);
    await made.stage.done('agreement');
    expect(made.reported()).toEqual(['agreement']);
    await vi.waitFor(() => expect(made.log).toEqual([agreementUrl, 'close', 'forget']));
  });
});

describe('exam', () => {
  const setUp = (start: Parameters<typeof stageParts>[0] = ready) => {
    const made = stageParts(start);
    const log: string[] = [];
    const state = { clear: true, holds: true };
    const stage = examStage({
      ...made.parts,
      checks: { clear: () => Promise.resolve(state.clear) },
      page: {
        put: () => void log.push('put'),
        take: () => void log.push('take'),
        place: () => undefined,
        allow: () => undefined,
        contents: () => undefined,
      },
      breaks: breakAccount(),
      openPage: () => Promise.resolve(foreignView(log)),
      holdLockdown: () => {
        if (!state.holds) return Promise.reject(new Error('no window manager'));
        log.push('hold');
        return Promise.resolve({
          release: () => Promise.resolve(void log.push('release')),
          checkAgain: () => Promise.resolve(void log.push('again')),
        });
      },
    });
    return { ...made, stage, log, state };
  };
  const running = (wanted: Partial<JourneyAt<'exam'>> = {}): JourneyAt<'exam'> => ({
    stage: 'exam',
    session,
    phase: 'running',
    startedAt: Date.now(),
    endsAt: Date.now() + 60_000,
    page: 'shown',
    covers: [],
    ...wanted,
  });

  test('holds the machine before it begins, and the page after', async () => {
    const made = setUp();
    await made.begin();
    await made.stage.start();
    expect(made.parts.journey.now().stage).toBe('exam');
    await made.stage.entered();
    expect(made.log).toEqual(['hold', 'put', 'load']);
  });

  test('does not begin on a machine that fails at the last look, or cannot be held', async () => {
    const made = setUp();
    await made.begin();
    made.state.clear = false;
    await made.stage.start();
    expect(made.parts.journey.now()).toBe(ready);
    made.state.clear = true;
    made.state.holds = false;
    await made.stage.start();
    expect(made.parts.journey.now()).toMatchObject({ stage: 'blocked', reason: 'lockdown_failed' });
    expect(made.log).toEqual([]);
  });

  test('gives everything back when it is left, and forgets the page when it is finished', async () => {
    const made = setUp(running());
    await made.begin();
    await made.stage.entered();
    await made.stage.leave();
    await made.stage.left();
    expect(made.reported()).toEqual(['left_exam']);
    expect(made.log).toEqual(['hold', 'put', 'load', 'take', 'close', 'release']);

    const finished = setUp(running());
    await finished.begin();
    await finished.stage.entered();
    await finished.stage.finish();
    await finished.stage.left();
    expect(finished.parts.journey.now()).toMatchObject({ stage: 'finish', by: 'candidate' });
    expect(finished.log.slice(-2)).toEqual(['release', 'forget']);
  });

  test('says at zero that time is up, and ends five minutes later', async () => {
    const made = setUp(running());
    await made.begin();
    await made.stage.entered();
    await vi.advanceTimersByTimeAsync(60_600);
    expect(made.parts.journey.now()).toMatchObject({ stage: 'exam', phase: 'time_up' });
    await vi.advanceTimersByTimeAsync(GRACE_AFTER_END);
    expect(made.parts.journey.now()).toMatchObject({ stage: 'finish', by: 'time' });
    await made.stage.left();
  });

  test('turning the computer’s clock neither ends the exam nor makes it longer', async () => {
    const made = setUp(running());
    await made.begin();
    await made.stage.entered();
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(made.parts.journey.now()).toMatchObject({ stage: 'exam', phase: 'running' });
    vi.setSystemTime(Date.now() - 7_200_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(made.parts.journey.now()).toMatchObject({ phase: 'time_up' });
    await made.stage.left();
  });

  test('a break is taken from what was granted, and ends with it', async () => {
    const made = setUp(running({ endsAt: Date.now() + 3_600_000 }));
    await made.begin();
    await made.stage.entered();
    await made.stage.takeBreak(true);
    expect(made.parts.journey.now()).toMatchObject({ phase: 'break' });
    await vi.advanceTimersByTimeAsync(20_000);
    await made.stage.takeBreak(false);
    await made.stage.takeBreak(true);
    await vi.advanceTimersByTimeAsync(41_000);
    expect(made.parts.journey.now()).toMatchObject({ phase: 'running' });
    await expect(made.stage.takeBreak(true)).rejects.toThrow('no break is left');
    expect(made.reported()).toEqual([
      'break_started',
      'break_ended',
      'break_started',
      'break_ended',
    ]);
    await made.stage.left();
  });

  test('after a block by lockdown goes on when the machine can be held again', async () => {
    const made = setUp(running());
    made.state.holds = false;
    await made.begin();
    await made.stage.entered();
    expect(made.parts.journey.now()).toMatchObject({ stage: 'blocked', back: { stage: 'exam' } });
    made.state.holds = true;
    const blocked = blockedStage({
      ...made.parts,
      checks: { clear: () => Promise.resolve(true) },
      exam: made.stage,
      client: fakeServer(),
    });
    await blocked.checkAgain();
    expect(made.parts.journey.now().stage).toBe('exam');
    expect(made.log).toEqual(['hold', 'put', 'load']);
    await made.stage.left();
  });
});

describe('finish', () => {
  test.each([
    ['https://lms.example/review', ['https://lms.example/review']],
    ['file:///etc/passwd', []],
    ['javascript:alert(1)', []],
  ])('the way back to %s', async (returnUrl, opened) => {
    const made = stageParts({ stage: 'finish', session, by: 'lms', unsent: 0, returnUrl });
    const outside: string[] = [];
    const stage = finishStage({
      ...made.parts,
      openOutside: (url) => Promise.resolve(void outside.push(url)),
      forgetSession: () => Promise.resolve(),
    });
    await stage.goBack();
    expect(outside).toEqual(opened);
    expect(made.parts.journey.now().stage).toBe('link');
  });
});

describe('a block by the server', () => {
  test('is gone when the server says so, and stays while it does not', async () => {
    const back: JourneyAt<'checks'> = { stage: 'checks', session, results: {} };
    const made = stageParts({ stage: 'blocked', reason: 'access_replaced', evidence: [], back });
    await made.begin();
    const client = fakeServer();
    client.failures.push('access_replaced');
    const blocked = blockedStage({
      ...made.parts,
      checks: { clear: () => Promise.resolve(true) },
      exam: { hold: () => Promise.resolve(true), entered: () => Promise.resolve() },
      client,
    });
    await blocked.checkAgain();
    expect(made.parts.journey.now().stage).toBe('blocked');
    await blocked.checkAgain();
    expect(made.parts.journey.now()).toBe(back);
  });
});
