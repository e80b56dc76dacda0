import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECK_STEPS } from '../../../contract/check.ts';
import {
  CONTEST_MODES,
  contestableStep,
  contestOffer,
  mergeContested,
  NOTHING_CONTESTED,
  type Contested,
} from '../../../contract/contest.ts';
import { next, type Journey, type JourneyAt } from '../../../contract/journey.ts';
import { REASON_CODES } from '../../../contract/reasons.ts';
import { verdictInTheWay } from '../../../contract/verdictInTheWay.ts';
import { sessionView } from '../../fixtures/session.ts';

const evidence = [{ code: 'vm_detected', values: { product: 'KVM' } }];

const checks = (wanted = {}): JourneyAt<'checks'> => ({
  stage: 'checks',
  session: sessionView(wanted),
  results: {},
});
const blocked = (back: JourneyAt<'blocked'>['back'] = checks()): JourneyAt<'blocked'> => ({
  stage: 'blocked',
  reason: 'virtual_machine',
  evidence,
  back,
});
const covered = (...reasons: JourneyAt<'exam'>['covers'][number]['reason'][]) =>
  ({
    stage: 'exam',
    session: sessionView(),
    phase: 'running',
    startedAt: 0,
    endsAt: 1,
    page: 'shown',
    covers: reasons.map((reason) => ({ reason, evidence })),
  }) satisfies Journey;

describe('what may be contested', () => {
  it('are verdicts on displays, machine and programs; a server that does not answer is none', () => {
    const contestable = REASON_CODES.filter((reason) => contestableStep(reason) !== undefined);
    expect(contestable).toEqual([
      'virtual_machine',
      'remote_session',
      'second_display',
      'forbidden_process',
    ]);
  });

  it.each([
    ['wait', 'offline', { code: 'folded', goOn: false }],
    ['code', 'auto', { code: 'shown', goOn: false }],
    ['continue', 'offline', { code: 'folded', goOn: true }],
    ['continue', 'identification', { code: 'folded', goOn: true }],
    ['continue', 'online', { code: 'shown', goOn: false }],
    ['wait', 'online', { code: 'folded', goOn: false }],
  ] as const)('in the mode %s, proctored %s', (contest, proctoring, offer) => {
    expect(contestOffer({ contest, proctoring, takesCodes: true })).toEqual(offer);
  });

  it('an app without the key is offered no field, in any mode', () => {
    for (const contest of CONTEST_MODES) {
      const offer = contestOffer({ contest, proctoring: 'auto', takesCodes: false });
      expect(offer.code).toBe('none');
    }
  });
});

describe('a verdict in the way', () => {
  it('is the one that blocks, covers, or failed in the list', () => {
    expect(verdictInTheWay(blocked(), 'virtual_machine')).toBe(evidence);
    expect(verdictInTheWay(blocked(), 'displays')).toBeUndefined();
    expect(verdictInTheWay(covered('forbidden_process'), 'processes')).toEqual(evidence);
    expect(verdictInTheWay(covered('window_over_exam'), 'processes')).toBeUndefined();
    const failed: Journey = {
      ...checks(),
      results: { displays: { step: 'displays', state: 'failed', outcome: 'fail', evidence } },
    };
    expect(verdictInTheWay(failed, 'displays')).toBe(evidence);
    expect(verdictInTheWay(checks(), 'displays')).toBeUndefined();
    expect(verdictInTheWay({ stage: 'link', phase: 'waiting' }, 'displays')).toBeUndefined();
  });
});

describe('a contested verdict', () => {
  it('frees the blocked candidate, who goes on where they were', () => {
    const after = next(blocked(), { type: 'verdict.contested', step: 'virtual_machine' });
    expect(after).toMatchObject({
      stage: 'checks',
      session: { contested: { steps: ['virtual_machine'] } },
    });
    expect(
      next(after, { type: 'blocked', reason: 'server_unreachable', evidence: [] }),
    ).toMatchObject({ stage: 'blocked' });
  });

  it('of another step leaves the block where it is', () => {
    const after = next(blocked(), { type: 'verdict.contested', step: 'displays' });
    expect(after).toMatchObject({ stage: 'blocked', reason: 'virtual_machine' });
  });

  it('lifts its cover alone, and none of its kind comes back', () => {
    const exam = covered('forbidden_process', 'second_display');
    const after = next(exam, { type: 'verdict.contested', step: 'processes' });
    expect(after).toMatchObject({ covers: [{ reason: 'second_display' }] });
    const cover = { reason: 'forbidden_process' as const, evidence };
    expect(next(after, { type: 'exam.covered', cover })).toBe(after);
  });

  it('is taken back by nothing that a server says', () => {
    const contested = next(checks(), { type: 'verdict.contested', step: 'processes' });
    const told = next(contested, { type: 'session.changed', session: sessionView() });
    expect(told).toMatchObject({ session: { contested: { steps: ['processes'] } } });
    expect(next(told, { type: 'verdict.contested', step: 'processes' })).toBe(told);
  });

  it('keeps nobody from setup: what was contested need not succeed', () => {
    const others = CHECK_STEPS.filter((step) => step !== 'virtual_machine');
    const results = Object.fromEntries(
      others.map((step) => [step, { step, state: 'succeeded' as const, evidence: [] }]),
    );
    const stuck: Journey = { ...checks(), results };
    expect(next(stuck, { type: 'checks.continued' })).toBe(stuck);
    const free = next(stuck, { type: 'verdict.contested', step: 'virtual_machine' });
    expect(next(free, { type: 'checks.continued' })).toMatchObject({ stage: 'setup' });
  });

  it('and wrong codes are counted behind a block too', () => {
    const after = next(blocked(), { type: 'code.failed', at: 7 });
    expect(after).toMatchObject({
      stage: 'blocked',
      back: { session: { contested: { failedCodes: 1, failedAt: 7 } } },
    });
    const start: Journey = { stage: 'link', phase: 'waiting' };
    expect(next(start, { type: 'code.failed', at: 7 })).toBe(start);
  });
});

describe('two accounts of what was contested', () => {
  const account: fc.Arbitrary<Contested> = fc.record({
    steps: fc.uniqueArray(fc.constantFrom(...CHECK_STEPS)),
    failedCodes: fc.nat(20),
    failedAt: fc.nat(),
  });

  it('together forget nothing', () => {
    fc.assert(
      fc.property(account, account, (one, other) => {
        const both = mergeContested(one, other);
        expect(new Set(both.steps)).toEqual(new Set([...one.steps, ...other.steps]));
        expect(both.failedCodes).toBe(Math.max(one.failedCodes, other.failedCodes));
        expect(mergeContested(both, one)).toBe(both);
        expect(mergeContested(both, other)).toBe(both);
        expect(mergeContested(one, NOTHING_CONTESTED)).toBe(one);
      }),
    );
  });
});
