import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { JourneyAt } from '../../../../contract/journey.ts';
import { GRACE_AFTER_END } from '../../../../contract/time.ts';
import { examStage } from '../../../../main/stages/5-exam.ts';
import { blockedStage } from '../../../../main/stages/blocked.ts';
import { breakAccount } from '../../../../main/stages/examBreak.ts';
import { fakeServer } from '../../../fakes/serverClient.ts';
import { sessionView } from '../../../fixtures/session.ts';
import { foreignView, stageParts } from './stageParts.ts';
import { eventually } from '../../../setup/eventually.ts';

const session = sessionView({
  identification: 'skip',
  endsAt: Date.now() + 3_600_000,
  accommodations: { extraMinutes: 0, waivedSteps: [], breakMinutes: 1 },
});
const ready: JourneyAt<'setup'> = { stage: 'setup', session, done: ['rules'] };

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
});
afterEach(() => {
  vi.useRealTimers();
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
          goOn: (reason) => void log.push(`on in spite of ${reason}`),
          overrule: (reason) => void log.push(`overruled ${reason}`),
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

  test('does not begin when the server would take no start any more, and says why', async () => {
    const late = sessionView({ ...session, startsUntil: Date.now() });
    const made = setUp({ ...ready, session: late });
    await made.begin();
    await made.stage.start();
    expect(made.parts.journey.now()).toMatchObject({
      ...{ stage: 'blocked', reason: 'too_late', back: { stage: 'setup' } },
    });
    expect(made.log).toEqual(['hold', 'release']);
    const over = setUp({ ...ready, session: sessionView({ ...session, endsAt: Date.now() }) });
    await over.begin();
    await over.stage.start();
    expect(over.parts.journey.now()).toMatchObject({ stage: 'blocked', reason: 'too_late' });
    const client = fakeServer();
    const blocked = blockedStage({
      ...over.parts,
      ...{ checks: { clear: () => Promise.resolve(true) }, exam: over.stage, client },
    });
    client.failures.push('too_late');
    await blocked.checkAgain();
    expect(over.parts.journey.now().stage).toBe('blocked');
    // Late entry was granted meanwhile.
    await blocked.checkAgain();
    expect(over.parts.journey.now().stage).toBe('setup');
  });

  test('reports the start anew when the server did not take it and would now', async () => {
    const made = setUp(running());
    const held = await made.begin();
    const client = fakeServer();
    const blocked = blockedStage({
      ...made.parts,
      ...{ checks: { clear: () => Promise.resolve(true) }, exam: made.stage, client },
    });
    held.learnStatus('in_setup');
    await made.parts.journey.apply({ type: 'blocked', reason: 'not_admitted', evidence: [] });
    client.failures.push('too_late');
    await blocked.checkAgain();
    expect([made.parts.journey.now().stage, made.reported()]).toEqual(['blocked', []]);
    await blocked.checkAgain();
    expect([made.parts.journey.now().stage, made.reported()]).toEqual(['exam', ['status']]);
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

  test('goes on where staff opened it again, if the machine is still fit', async () => {
    const endsAt = Date.now() + 60_000;
    const reopened = { startedAt: Date.now(), endsAt };
    const made = setUp({
      stage: 'finish',
      session,
      by: 'staff',
      unsent: 0,
      closed: true,
      reopened,
    });
    await made.begin();
    made.state.clear = false;
    await made.stage.takeUp();
    expect(made.parts.journey.now().stage).toBe('finish');
    made.state.clear = true;
    await made.stage.takeUp();
    expect(made.parts.journey.now()).toMatchObject({ stage: 'exam', endsAt });
    await made.stage.entered();
    expect(made.log).toEqual(['hold', 'put', 'load']);
    await made.stage.left();

    const over = setUp({ stage: 'finish', session, by: 'staff', unsent: 0, closed: true });
    await over.begin();
    await over.stage.takeUp();
    expect(over.parts.journey.now().stage).toBe('finish');
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

  test('counts covers, and holds no longer what was contested', async () => {
    const evidence = [{ code: 'forbidden_program', values: {} }];
    const covered = running({ covers: [{ reason: 'forbidden_process', evidence }] });
    const made = setUp(covered);
    await made.begin();
    await made.stage.entered();
    made.stage.changed(running(), covered);
    vi.advanceTimersByTime(12_000);
    const after = await made.parts.journey.apply({ type: 'verdict.contested', step: 'processes' });
    if (after.stage !== 'exam') throw new Error('the exam is over');
    expect(after.covers).toEqual([]);
    made.stage.changed(covered, after);
    await eventually(() => expect(made.log).toContain('overruled forbidden_process'));
    expect(made.reported()).toEqual(['covered']);
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
