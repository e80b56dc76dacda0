import { describe, expect, test } from 'vitest';
import type { JourneyAt } from '../../../../contract/journey.ts';
import { sessionStage } from '../../../../main/stages/2-session.ts';
import { setupStage } from '../../../../main/stages/4-setup.ts';
import { finishStage } from '../../../../main/stages/6-finish.ts';
import { blockedStage } from '../../../../main/stages/blocked.ts';
import { fakeServer } from '../../../fakes/serverClient.ts';
import { grant } from '../../../fixtures/grant.ts';
import { sessionView } from '../../../fixtures/session.ts';
import { foreignView, stageParts } from './stageParts.ts';
import { eventually } from '../../../setup/eventually.ts';

const session = sessionView({
  identification: 'skip',
  accommodations: { extraMinutes: 0, waivedSteps: [], breakMinutes: 1 },
});
const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]);

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
    // The log's word of it first, then the picture itself.
    expect(made.reported()).toEqual(['photo', 'photo', 'photo_quality_overridden']);
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
    await eventually(() => expect(made.parts.journey.now()).toMatchObject({ step: 'rules' }));
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
    await eventually(() => expect(made.log).toEqual([agreementUrl, 'close', 'forget']));
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
