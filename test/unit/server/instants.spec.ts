import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { parseInstant, valueTypes } from '../../../server/storage/instants.ts';

const usual = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text') as (
  text: string,
) => Date;

describe('a moment as PostgreSQL writes it', () => {
  it.each([
    '2026-03-10 08:00:00+00',
    '2026-03-10 08:00:00.1+00',
    '2026-03-10 08:00:00.123+00',
    '2026-03-10 08:00:00.123456+00',
    '2026-12-31 23:59:59.999999+00',
    '1969-12-31 23:59:59.5+00',
    '0001-01-01 00:00:00+00',
  ])('%s is read as pg reads it', (text) => {
    expect(parseInstant(text)).toEqual(usual(text));
  });

  it.each([
    'infinity',
    '-infinity',
    '2026-03-10 08:00:00+02',
    '2026-03-10 08:00:00+05:30',
    '0044-03-15 08:00:00+00 BC',
    '12026-03-10 08:00:00+00',
  ])('%s is left to pg', (text) => {
    expect(parseInstant(text)).toBeUndefined();
    const parser = valueTypes.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text') as typeof usual;
    expect(parser(text)).toEqual(usual(text));
  });
});
