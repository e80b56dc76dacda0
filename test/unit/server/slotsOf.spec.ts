import { describe, expect, it } from 'vitest';
import { mostAtOnce } from '../../../server/booking/book.ts';
import { findSlot, slotsOf } from '../../../server/booking/slotsOf.ts';

const at = (time: string): number => Date.parse(`2026-03-10T${time}:00Z`);
const settings = { slotMinutes: 30, days: 60 };
const exam = (start: string, end: string, durationMinutes: number) => ({
  ...{ windowStart: at(start), windowEnd: at(end), durationMinutes },
});
const times = (...given: Parameters<typeof slotsOf>): string[] =>
  [...slotsOf(...given)].map(({ start, end }) =>
    [start, end].map((moment) => new Date(moment).toISOString().slice(11, 16)).join('-'),
  );

describe('the times that may be booked', () => {
  it('begin at full steps, last the exam rounded up to them, and leave all of it in the window', () => {
    expect(times(exam('08:10', '11:00', 50), settings, { now: at('00:00') })).toEqual([
      ...['08:30-09:30', '09:00-10:00', '09:30-10:30', '10:00-11:00'],
    ]);
    expect(times(exam('08:10', '11:00', 60), settings, { now: at('00:00') })).toHaveLength(4);
    expect(times(exam('08:10', '11:00', 61), settings, { now: at('00:00') })).toHaveLength(3);
  });

  it('are none that have begun', () => {
    expect(times(exam('08:00', '10:00', 60), settings, { now: at('08:01') })).toEqual([
      ...['08:30-09:30', '09:00-10:00'],
    ]);
  });

  it('are the beginning of a window in which no full step lies', () => {
    expect(times(exam('08:10', '09:10', 60), settings, { now: at('00:00') })).toEqual([
      '08:10-09:10',
    ]);
    expect(times(exam('08:10', '09:00', 60), settings, { now: at('00:00') })).toEqual([]);
    expect(times(exam('08:10', '09:10', 60), settings, { now: at('08:11') })).toEqual([]);
  });

  it('end with the days that are offered', () => {
    const year = { ...exam('08:00', '09:00', 60), windowEnd: at('08:00') + 365 * 86_400_000 };
    expect([...slotsOf(year, { ...settings, days: 2 }, { now: at('08:00') })]).toHaveLength(97);
  });

  it('are found by their beginning alone', () => {
    const given = exam('08:00', '10:00', 60);
    const find = (time: string) => findSlot(given, settings, { now: at('07:00'), start: at(time) });
    expect(find('08:30')).toEqual({ start: at('08:30'), end: at('09:30') });
    for (const time of ['08:15', '07:30', '09:30', '06:30']) expect(find(time)).toBeUndefined();
  });
});

describe('how many are booked at once', () => {
  const taken = ['08:00', '08:30', '09:00'].map((time) => ({
    bookedStart: new Date(at(time)),
    bookedEnd: new Date(at(time) + 3_600_000),
  }));
  it('is the fullest moment of the time, and its ends touch nobody', () => {
    const slot = (time: string) => ({ start: at(time), end: at(time) + 3_600_000 });
    expect(mostAtOnce(taken, slot('07:00'))).toBe(0);
    expect(mostAtOnce(taken, slot('07:30'))).toBe(1);
    expect(mostAtOnce(taken, slot('08:00'))).toBe(2);
    expect(mostAtOnce(taken, slot('09:30'))).toBe(1);
    expect(mostAtOnce(taken, slot('10:00'))).toBe(0);
  });
});
