import { describe, expect, it } from 'vitest';
import type { Held } from '../../soak/held.ts';
import { newBook } from '../../soak/ledger.ts';
import { findCallbackFaults } from '../../soak/lmsLedger.ts';

const session = 'session-1';
const delivery = { session, id: 'd', kind: 'review', state: 'delivered', endedAt: 200 } as const;

function faults(deliveries: Held['deliveries'], taken: Record<string, number[]>, isDone = true) {
  const ledger = newBook().open(session);
  ledger.finished = true;
  const held: Held = {
    ...{ sessions: [], events: [], incidents: [], photos: [], transitions: [], presence: [] },
    deliveries,
  };
  return findCallbackFaults([ledger], held, new Map(Object.entries(taken)), isDone);
}

describe('the callbacks of a soak', () => {
  it('are right when each came, however often before its answer was kept', () => {
    expect(faults([delivery], { d: [100] })).toEqual([]);
    expect(faults([delivery], { d: [50, 100] })).toEqual([]);
    expect(faults([{ ...delivery, state: 'waiting', endedAt: null }], {}, false)).toEqual([]);
  });

  it('are found when lost or doubled', () => {
    expect(faults([], {})).toHaveLength(1);
    expect(faults([delivery], {})).toEqual([expect.stringContaining('never came')]);
    expect(faults([delivery], { d: [100, 300] })).toEqual([expect.stringContaining('came again')]);
    expect(faults([{ ...delivery, state: 'waiting', endedAt: null }], {})).toHaveLength(1);
    expect(faults([{ ...delivery, state: 'given_up' }], {})).toHaveLength(1);
    expect(faults([delivery], { d: [100], other: [100] })).toHaveLength(1);
  });
});
