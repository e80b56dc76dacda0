import { describe, expect, it } from 'vitest';
import type { Endurance } from '../../soak/endurance.ts';
import { newBook } from '../../soak/ledger.ts';
import { readOptions } from '../../soak/options.ts';
import { faultsOf, writeReport, type Results } from '../../soak/report.ts';

const endurance = (heap: number, minutes = 4): Endurance => ({
  minutes,
  events: 1000,
  sessions: 40,
  readings: [{ at: 0, rss: 2 ** 28, heap: 2 ** 25, external: 0, database: 0, events: 0 }],
  growth: { rss: 0, heap, external: 0 },
  bytesPerEvent: 1234.5,
  faults: [],
});

function results(changes: Partial<Results> = {}): Results {
  const calm = newBook();
  calm.open('one').finished = true;
  return {
    at: '2026-11-22T10:20:30.000Z',
    machine: 'a machine',
    minutes: 10,
    seed: 3,
    killed: { PGlite: calm, PostgreSQL: newBook() },
    outbox: { kills: 7, recorded: 90, forgotten: 80, places: 70, faults: [] },
    endured: { PGlite: endurance(0), PostgreSQL: endurance(0) },
    ...changes,
  };
}

describe('the report of a soak', () => {
  it('says so when every promise was kept', () => {
    const text = writeReport(results());
    expect(text).toContain('for 10 minutes with seed 3 on a machine.');
    expect(text).toContain('**Every promise was kept.**');
    expect(text).toContain('| of them taken to the end | 1 | 0 |');
    expect(text).toContain('7 kills; 90 items recorded, 80 of them acknowledged');
    expect(text).toContain('| heap at the end, MB | 32.00 | 32.00 |');
  });

  it('names every promise that was not', () => {
    const hurt = newBook();
    hurt.faults.push('session-1: event a is lost');
    const outbox = {
      kills: 7,
      recorded: 1,
      forgotten: 0,
      places: 0,
      faults: ['kill 2: b is lost'],
    };
    const text = writeReport(results({ killed: { PGlite: newBook(), PostgreSQL: hurt }, outbox }));
    expect(text).toContain('**2 promises were not kept.**');
    expect(text).toContain('- PostgreSQL, killed: session-1: event a is lost');
    expect(text).toContain('- outbox: kill 2: b is lost');
  });

  it('takes a heap that grows for minutes for a leak', () => {
    const leaking = { PGlite: endurance(3 * 2 ** 20), PostgreSQL: endurance(0) };
    expect(faultsOf(results({ endured: leaking }))).toEqual([
      'PGlite: the heap grows by 3.00 MB a minute',
    ]);
    const short = { PGlite: endurance(3 * 2 ** 20, 1), PostgreSQL: endurance(0) };
    expect(faultsOf(results({ endured: short }))).toEqual([]);
  });
});

describe('the options of a soak', () => {
  it('are ten minutes and one seed unless told otherwise', () => {
    expect(readOptions([])).toEqual({
      ...{ minutes: 10, seed: 1, report: false },
      ...{ kills: 0, candidates: 200 },
    });
    const args = ['--minutes', '0.5', '--seed', '42', '--report'];
    expect(readOptions(args)).toEqual({
      ...{ minutes: 0.5, seed: 42, report: true },
      ...{ kills: 0, candidates: 200 },
    });
  });

  it.each([['--minutes', '0'], ['--minutes', 'long'], ['--seed', '1.5'], ['--forever']])(
    'are refused when they are none: %s %s',
    (...args) => {
      expect(() => readOptions(args.filter((each) => typeof each === 'string'))).toThrow();
    },
  );
});
