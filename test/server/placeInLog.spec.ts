import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BatchLog, LogEnd } from '../../contract/logChain.ts';
import { hashEvents } from '../../server/evidence/logHashes.ts';
import { placeInLog, type Place } from '../../server/sessions/placeInLog.ts';

const START = 'A'.repeat(43);
const LENGTH = 12;
/** An honest log, or one that is another from some number on. */
const logOf = (hand: string, differsFrom = 1): string[] =>
  hashEvents(
    START,
    Array.from({ length: LENGTH }, (_each, index) =>
      index + 1 < differsFrom ? { n: index, hand: 'honest' } : { n: index, hand },
    ),
  );

function place(
  log: readonly string[],
  batch: { first: number; last: number },
  server: { log: readonly string[]; end: number },
  lostAfter?: LogEnd,
): Place {
  const hashAt = (of: readonly string[], number: number): string =>
    number === 0 ? START : (of[number - 1] ?? '');
  const signed: BatchLog = {
    ...{ key: START, first: batch.first, previous: hashAt(log, batch.first - 1), signature: '' },
    ...(lostAfter === undefined ? {} : { lostAfter }),
  };
  const held = new Map(server.log.slice(0, server.end).map((hash, index) => [index + 1, hash]));
  const end = { number: server.end, hash: hashAt(server.log, server.end) };
  return placeInLog(signed, log.slice(batch.first - 1, batch.last), end, held);
}

const number = fc.integer({ min: 1, max: LENGTH });
const range = fc
  .tuple(number, number)
  .map(([one, other]) => ({ first: Math.min(one, other), last: Math.max(one, other) }));
const end = fc.integer({ min: 0, max: LENGTH });

describe('the place of a batch in the log', () => {
  const log = logOf('honest');

  it('of an app that tells the truth is held, next or behind a gap that is named', () => {
    fc.assert(
      fc.property(range, end, (batch, held) => {
        const expected: Place =
          batch.last <= held
            ? { kind: 'held' }
            : batch.first <= held + 1
              ? { kind: 'next', after: held }
              : { kind: 'refused', why: { kind: 'gap', from: held + 1, to: batch.first - 1 } };
        expect(place(log, batch, { log, end: held })).toEqual(expected);
      }),
    );
  });

  it('is none as soon as a record before its end was another one', () => {
    fc.assert(
      fc.property(range, end, number, (batch, held, differsFrom) => {
        const other = logOf('forger', differsFrom);
        const judged = place(other, batch, { log, end: held });
        // The same up to there: nothing of the difference has shown.
        const shown = differsFrom <= Math.min(batch.last, held);
        if (!shown) return;
        expect(judged.kind).toBe('refused');
        if (judged.kind !== 'refused' || judged.why.kind !== 'fork') return;
        // The first number that the batch itself proves to be another one.
        expect(judged.why.number).toBe(Math.max(differsFrom, Math.min(batch.first, held)));
      }),
    );
  });

  it('may be given up by declaring exactly what is held, and by nothing else', () => {
    fc.assert(
      fc.property(range, end, end, (batch, held, declared) => {
        const hash = declared === 0 ? START : (log[declared - 1] ?? '');
        const judged = place(log, batch, { log, end: held }, { number: declared, hash });
        const undeclared = place(log, batch, { log, end: held });
        if (undeclared.kind !== 'refused') expect(judged).toEqual(undeclared);
        else expect(judged.kind).toBe(declared === held ? 'broken' : 'refused');
      }),
    );
  });
});
