import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../../contract/startParameters/dateTime.ts';

describe('a date and time', () => {
  it.each([
    ['2026-06-15T08:00:00Z', '2026-06-15T08:00:00.000Z'],
    ['2026-06-15t08:00:00z', '2026-06-15T08:00:00.000Z'],
    ['2026-11-21T19:37:52+0000', '2026-11-21T19:37:52.000Z'],
    ['2026-06-20T07:00:00+02:00', '2026-06-20T05:00:00.000Z'],
    ['2026-06-20T07:00:00+02', '2026-06-20T05:00:00.000Z'],
    ['2026-06-20T07:00:00-0330', '2026-06-20T10:30:00.000Z'],
    ['2026-06-20T07:00Z', '2026-06-20T07:00:00.000Z'],
    ['2026-06-20 07:00:00+0000', '2026-06-20T07:00:00.000Z'],
    ['20260620T070000Z', '2026-06-20T07:00:00.000Z'],
    ['2026-06-20T07:00:00.123456Z', '2026-06-20T07:00:00.123Z'],
    ['2026-06-20T07:00:00,9Z', '2026-06-20T07:00:00.900Z'],
    ['2024-02-29T23:59:59+00:00', '2024-02-29T23:59:59.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(instantOf(text)).toEqual({ ok: true, iso });
  });

  it.each([
    ['2026-06-15T08:00:00', 'no_offset'],
    ['2026-06-15T08:00', 'no_offset'],
    ['2026-06-15', 'no_offset'],
    ['20260615', 'no_offset'],
    ['2026-02-29T08:00:00Z', 'not_a_date'],
    ['2026-13-01T08:00:00Z', 'not_a_date'],
    ['2026-00-10T08:00:00Z', 'not_a_date'],
    ['2026-06-31T08:00:00Z', 'not_a_date'],
    ['2026-06-15T24:00:00Z', 'not_a_date'],
    ['2026-06-15T08:60:00Z', 'not_a_date'],
    ['2026-06-15T08:00:61Z', 'not_a_date'],
    ['2026-06-15T08:00:00+24:00', 'not_a_date'],
    ['2026-06-15T08:00:00+02:60', 'not_a_date'],
    ['15.06.2026 08:00', 'not_a_date'],
    ['Mon, 15 Jun 2026 08:00:00 GMT', 'not_a_date'],
    ['1750000000', 'not_a_date'],
    ['2026-06-15T08:00:00Z; DROP', 'not_a_date'],
    ['0000-01-01T00:00:00Z', 'out_of_range'],
    ['1970-01-01T00:00:00+01:00', 'out_of_range'],
    ['9999-12-31T23:59:59-01:00', 'out_of_range'],
  ])('%s is refused with %s', (text, code) => {
    expect(instantOf(text)).toMatchObject({ ok: false, code });
  });

  it('names the same moment with every offset', () => {
    const moments = fc.date({
      min: new Date('1971-01-01T00:00:00Z'),
      max: new Date('9998-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        moments,
        fc.integer({ min: -840, max: 840 }),
        fc.boolean(),
        (date, minutes, colon) => {
          const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
          const size = Math.abs(minutes);
          const [hours, rest] = [Math.floor(size / 60), size % 60].map((part) =>
            String(part).padStart(2, '0'),
          );
          const offset = `${minutes < 0 ? '-' : '+'}${hours ?? ''}${colon ? ':' : ''}${rest ?? ''}`;
          expect(instantOf(local + offset)).toEqual({ ok: true, iso: date.toISOString() });
        },
      ),
    );
  });
});
