import { expect, it } from 'vitest';
import { findFaults } from '../../soak/findFaults.ts';
import type { Held } from '../../soak/held.ts';
import { newBook, type SessionLedger } from '../../soak/ledger.ts';

const session = 's1';

function ledger(): SessionLedger {
  const opened = newBook().open(session);
  for (const id of ['a', 'b', 'c']) opened.sent.add(id);
  for (const id of ['a', 'b']) opened.acknowledged.add(id);
  opened.incidents.add('b');
  opened.photos.set('p', 'hash');
  opened.heartbeats.push(500);
  opened.seen.push({ at: 1, status: 'registered' }, { at: 2, status: 'in_setup' });
  return opened;
}

function held(changes: Partial<Held> = {}): Held {
  return {
    sessions: [{ session, status: 'in_setup' }],
    events: ['a', 'b', 'c'].map((id) => ({ session, id })),
    incidents: [{ session, id: 'b' }],
    photos: [{ session, id: 'p', sha256: 'hash', file: 'f' }],
    transitions: [
      { session, status: 'registered', moved: true },
      { session, status: 'in_setup', moved: true },
      { session, status: 'after_check_req', moved: false },
    ],
    deliveries: [],
    presence: [{ session, since: 0, until: 500 }],
    ...changes,
  };
}

const faults = (changes: Partial<Held>, known = ledger(), atRest = false) =>
  findFaults([known], held(changes), atRest);

it('has nothing to say where every promise was kept', () => {
  expect(faults({}, ledger(), true)).toEqual([]);
});

it('misses what was acknowledged, and only at rest what was merely sent', () => {
  const events = [{ session, id: 'a' }];
  expect(faults({ events })).toEqual(['s1: event b is lost']);
  expect(faults({ events }, ledger(), true)).toEqual([
    's1: event b is lost',
    's1: event c is lost',
  ]);
  const killed = ledger();
  killed.uncertain.add('c');
  expect(faults({ events }, killed, true)).toEqual(['s1: event b is lost']);
  expect(faults({ incidents: [] })).toEqual(['s1: incident b is lost']);
  expect(faults({ photos: [{ session, id: 'p', sha256: 'other', file: 'f' }] })).toEqual([
    's1: photo p is lost or changed',
  ]);
  expect(faults({ presence: [{ session, since: 501, until: 900 }] })).toEqual([
    's1: the heartbeat of 1970-01-01T00:00:00.500Z is lost',
  ]);
});

it('sees what is there twice or was never sent', () => {
  const events = ['a', 'b', 'c', 'b', 'x'].map((id) => ({ session, id }));
  expect(faults({ events })).toEqual(['s1: event b is there twice', 's1: event x was never sent']);
});

it('sees a status that went backwards, in the database or in what was told', () => {
  const back = [
    { session, status: 'exam_started', moved: true } as const,
    { session, status: 'in_setup', moved: true } as const,
  ];
  expect(faults({ transitions: back })).toEqual(['s1: it went exam_started → in_setup']);
  expect(faults({ sessions: [{ session, status: 'registered' }] })).toEqual([
    's1: it is registered after a move to in_setup',
  ]);
  const told = ledger();
  told.seen.push({ at: 3, status: 'after_check_req' });
  expect(faults({}, told)).toEqual(['s1: told in_setup, then after_check_req']);
});

it('sees a start that has moved, and a finish that was forgotten', () => {
  const known = ledger();
  known.seen.push(
    { at: 3, status: 'in_setup', startedAt: 'one' },
    { at: 4, status: 'in_setup', startedAt: 'another' },
  );
  known.finished = true;
  expect(faults({}, known)).toEqual([
    's1: it was finished and is in_setup',
    's1: its start has moved',
  ]);
});

it('misses a whole session', () => {
  const empty: Held = { ...held(), sessions: [] };
  expect(findFaults([ledger()], empty, false)).toContain('s1: event a is lost');
});
