import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Journey, JourneyAt } from '../../../../contract/journey.ts';
import { codeIdOf, makeCode } from '../../../../contract/supportCode.ts';
import { contestStage } from '../../../../main/stages/contest.ts';
import { coverAccount } from '../../../../main/stages/examCovers.ts';
import { GRANT_ID, grant } from '../../../fixtures/grant.ts';
import { sessionView } from '../../../fixtures/session.ts';
import { stageParts } from './stageParts.ts';

const NOW = Date.UTC(2026, 5, 20, 8);
const key = Buffer.alloc(32, 7);
const mac = (text: string) => createHmac('sha256', key).update(text).digest();
const codeFor = (step: 'virtual_machine' | 'displays', expiresAt = NOW + 3_600_000) =>
  makeCode(GRANT_ID, codeIdOf({ step, expiresAt, number: 0 }), mac);

const evidence = [{ code: 'vm_detected', values: { product: 'KVM' } }];
const blocked = (wanted: Parameters<typeof sessionView>[0] = {}): Journey => ({
  stage: 'blocked',
  reason: 'virtual_machine',
  evidence,
  back: { stage: 'checks', session: sessionView(wanted), results: {} },
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setInterval', 'clearInterval'] });
  vi.setSystemTime(NOW);
});
afterEach(() => {
  vi.useRealTimers();
});

const setUp = async (start: Journey = blocked(), supportKey = key.toString('base64url')) => {
  const made = stageParts(start, grant({ supportKey }));
  const session = await made.begin();
  return { ...made, session, stage: contestStage(made.parts) };
};

describe('with a code', () => {
  test('the candidate goes on, and its id alone is reported with what was seen', async () => {
    const { parts, stage, session } = await setUp();
    const code = codeFor('virtual_machine');
    await stage.withCode('virtual_machine', code.toLowerCase());
    expect(parts.journey.now()).toMatchObject({
      stage: 'checks',
      session: { contested: { steps: ['virtual_machine'] } },
    });
    const [record] = session.outbox.pending();
    expect(record?.item).toMatchObject({
      event: {
        type: 'incident',
        incident: {
          kind: 'support_code_used',
          evidence: [
            { code: 'support_code', values: { code: code.slice(0, 6), step: 'virtual_machine' } },
            ...evidence,
          ],
        },
      },
    });
    expect(JSON.stringify(session.outbox.pending())).not.toContain(code);
  });

  test.each([
    ['malformed', 'ABC', 'support_code_malformed', 0],
    ['of another step', codeFor('displays'), 'support_code_other_step', 0],
    ['expired', codeFor('virtual_machine', NOW), 'support_code_expired', 0],
    ['wrong', '0123456789ABCDEF', 'support_code_wrong', 1],
  ])('that is %s nothing moves, and only guesses are counted', async (_, typed, reason, failed) => {
    const { parts, stage, reported } = await setUp();
    await expect(stage.withCode('virtual_machine', typed)).rejects.toThrow(reason);
    expect(parts.journey.now()).toMatchObject({
      stage: 'blocked',
      back: { session: { contested: { steps: [], failedCodes: failed } } },
    });
    expect(reported()).toEqual([]);
  });

  test('after several wrong ones even the right one waits, and then is taken', async () => {
    const { parts, stage } = await setUp();
    for (let tries = 0; tries < 3; tries += 1) {
      await expect(stage.withCode('virtual_machine', '0123456789ABCDEF')).rejects.toThrow('wrong');
    }
    const code = codeFor('virtual_machine');
    await expect(stage.withCode('virtual_machine', code)).rejects.toThrow('support_code_too_many');
    vi.advanceTimersByTime(30_000);
    await stage.withCode('virtual_machine', code);
    expect(parts.journey.now().stage).toBe('checks');
  });

  test('for what is not in the way nothing happens', async () => {
    const { stage, reported, events } = await setUp();
    await stage.withCode('displays', codeFor('displays'));
    expect([reported(), events]).toEqual([[], []]);
  });

  test('an earlier version’s grant has no key, and no code is right', async () => {
    const made = stageParts(blocked());
    await made.begin();
    const stage = contestStage(made.parts);
    const tried = stage.withCode('virtual_machine', codeFor('virtual_machine'));
    await expect(tried).rejects.toThrow('support_code_wrong');
  });
});

describe('going on flagged', () => {
  test('is reported as serious with the evidence, then free', async () => {
    const { parts, stage, session } = await setUp(blocked({ contest: 'continue' }));
    await stage.goOn('virtual_machine');
    expect(parts.journey.now().stage).toBe('checks');
    expect(session.outbox.pending()[0]?.item).toMatchObject({
      event: { incident: { kind: 'verdict_contested', severity: 'serious', evidence } },
    });
  });

  test.each([
    { contest: 'code' },
    { contest: 'wait' },
    { contest: 'continue', proctoring: 'online' },
  ] as const)('is nobody’s choice with %o', async (wanted) => {
    const { parts, stage, reported } = await setUp(blocked(wanted));
    await stage.goOn('virtual_machine');
    expect(parts.journey.now().stage).toBe('blocked');
    expect(reported()).toEqual([]);
  });
});

describe('time under covers', () => {
  const exam = (wanted: Partial<JourneyAt<'exam'>> = {}): JourneyAt<'exam'> => ({
    stage: 'exam',
    session: sessionView(),
    phase: 'running',
    startedAt: NOW,
    endsAt: NOW + 3_600_000,
    page: 'shown',
    covers: [],
    ...wanted,
  });
  const displays = { reason: 'second_display' as const, evidence };
  const programs = { reason: 'forbidden_process' as const, evidence };
  const setUpAccount = () => {
    const spans: [number, number][] = [];
    const account = coverAccount({
      now: () => Date.now() - NOW,
      report: (since) => spans.push([since, Date.now() - NOW]),
    });
    return { account, spans };
  };

  test('is one stretch from the first cover to the last, without gaps or overlaps', () => {
    const { account, spans } = setUpAccount();
    account.follow(exam());
    account.follow(exam({ covers: [displays] }));
    vi.advanceTimersByTime(5_000);
    account.follow(exam({ covers: [displays, programs] }));
    vi.advanceTimersByTime(60_000);
    account.follow(exam({ covers: [programs] }));
    account.follow(exam());
    vi.advanceTimersByTime(60_000);
    expect(spans).toEqual([
      [0, 30_000],
      [30_000, 60_000],
      [60_000, 65_000],
    ]);
  });

  test('rests during a break, and ends with the exam', () => {
    const { account, spans } = setUpAccount();
    account.follow(exam({ covers: [displays] }));
    vi.advanceTimersByTime(1_000);
    account.follow(exam({ covers: [displays], phase: 'break' }));
    vi.advanceTimersByTime(9_000);
    account.follow(exam({ covers: [displays] }));
    vi.advanceTimersByTime(2_000);
    account.follow({ stage: 'link', phase: 'waiting' });
    expect(spans).toEqual([
      [0, 1_000],
      [10_000, 12_000],
    ]);
  });
});
