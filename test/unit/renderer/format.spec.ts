import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  sayLanguage,
  sayLength,
  sayMomentAfter,
  sayRemaining,
  sayZone,
} from '../../../renderer/text/format.ts';
import { prepareText, speak } from '../../../renderer/text/translate.ts';

const MINUTE = 60_000;

beforeAll(() => prepareText('en'));

describe('lengths of time', () => {
  it.each([
    ['en', 0, '0 minutes'],
    ['en', 1, '1 minute'],
    ['en', 60, '1 hour'],
    ['en', 150, '2 hours 30 minutes'],
    ['fr', 90, '1 heure 30 minutes'],
    ['ar', 2, 'دقيقتان'],
    ['ar', 120, 'ساعتان'],
    ['ar', 10, '10 دقائق'],
  ])('in %s: %i minutes are "%s"', async (language, minutes, said) => {
    await speak(language);
    expect(sayLength(i18next.t, minutes)).toBe(said);
  });
});

describe('the time left', () => {
  it.each([
    [83 * MINUTE, '1 hr 23 min'],
    [60 * MINUTE, '1 hr 0 min'],
    [59 * MINUTE + 1, '1 hr 0 min'],
    [10 * MINUTE, '10 min'],
    [5 * MINUTE + 1, '6 min'],
    [5 * MINUTE, '5:00'],
    [61_000, '1:01'],
    [500, '0:01'],
    [0, '0:00'],
    [-4000, '0:00'],
  ])('%i ms is "%s"', (left, said) => {
    expect(sayRemaining(left, 'en')).toBe(said);
  });
});

describe('moments', () => {
  it('leave out the day where it is the same', () => {
    const from = new Date(2026, 5, 15, 10).getTime();
    expect(sayMomentAfter(from, new Date(2026, 5, 15, 12).getTime(), 'en')).toBe('12:00 PM');
    expect(sayMomentAfter(from, new Date(2026, 5, 16, 12).getTime(), 'en')).toContain('16');
  });

  it('have their zone named', () => {
    expect(sayZone(Date.UTC(2026, 5, 15), 'en').length).toBeGreaterThan(2);
  });
});

describe('languages', () => {
  it('are named in their own words', () => {
    expect(sayLanguage('fr')).toBe('Français');
    expect(sayLanguage('ar')).toBe('العربية');
  });

  it('mark the document with language and direction', async () => {
    await speak('ar-EG');
    expect(document.documentElement.lang).toBe('ar');
    expect(document.documentElement.dir).toBe('rtl');
    await speak('pt');
    expect(document.documentElement.lang).toBe('en');
    expect(document.documentElement.dir).toBe('ltr');
  });
});
