import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../server/deliveries/outcome.ts';
import { GIVEN_UP_AFTER, whenNext } from '../../../server/deliveries/whenNext.ts';

const MINUTE = 60_000;
const later: Outcome = { kind: 'later', code: 'answered', status: 503 };
const facts = { tries: 1, begunAt: 0, now: 0 };

describe('when a delivery is tried again', () => {
  it('spreads over the whole pause, and never comes at once', () => {
    const due = (random: number) => whenNext(later, { ...facts, tries: 4 }, random);
    expect(due(0)).toEqual({ state: 'waiting', dueAt: 1_000 });
    expect(due(0.5)).toEqual({ state: 'waiting', dueAt: 20_000 });
    expect(due(1)).toEqual({ state: 'waiting', dueAt: 40_000 });
  });

  it('doubles up to an hour', () => {
    const dues = [1, 2, 5, 11, 12, 60].map((tries) => whenNext(later, { ...facts, tries }, 1));
    expect(dues.map((next) => 'dueAt' in next && next.dueAt)).toEqual([
      ...[5_000, 10_000, 80_000, 60 * MINUTE, 60 * MINUTE, 60 * MINUTE],
    ]);
  });

  it('waits as long as it was asked to, though not beyond the day', () => {
    const asked = (retryAfter: number) => whenNext({ ...later, retryAfter }, facts, 0);
    expect(asked(90_000)).toEqual({ state: 'waiting', dueAt: 90_000 });
    expect(asked(7 * GIVEN_UP_AFTER)).toEqual({ state: 'waiting', dueAt: GIVEN_UP_AFTER });
    expect(asked(-5)).toEqual({ state: 'waiting', dueAt: 1_000 });
  });

  it('asks less often where somebody must mend something', () => {
    const refused: Outcome = { kind: 'refused', code: 'answered', status: 401 };
    expect(whenNext(refused, facts, 1)).toEqual({ state: 'waiting', dueAt: 5 * MINUTE });
    expect(whenNext(refused, { ...facts, tries: 9 }, 1)).toMatchObject({ dueAt: 60 * MINUTE });
  });

  it('gives up after a day, a message that is not understood after three tries, and nobody at once', () => {
    const givenUp = { state: 'given_up' };
    expect(whenNext(later, { ...facts, now: GIVEN_UP_AFTER }, 1)).toEqual(givenUp);
    const unfit: Outcome = { kind: 'unfit', code: 'answered', status: 422 };
    expect(whenNext(unfit, { ...facts, tries: 2 }, 1)).toMatchObject({ state: 'waiting' });
    expect(whenNext(unfit, { ...facts, tries: 3 }, 1)).toEqual(givenUp);
    expect(whenNext({ kind: 'impossible', code: 'no_address' }, facts, 1)).toEqual(givenUp);
    expect(whenNext({ kind: 'delivered', code: 'taken' }, facts, 1)).toEqual({
      state: 'delivered',
    });
  });
});
