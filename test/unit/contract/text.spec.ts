import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { NOTICE_CODES } from '../../../contract/channels.ts';
import { CHECK_STEPS } from '../../../contract/check.ts';
import { INCIDENT_KINDS } from '../../../contract/incident.ts';
import { PhotoFault } from '../../../contract/photo.ts';
import { REASON_CODES } from '../../../contract/reasons.ts';
import { catalogues, directionOf, textLanguageFor } from '../../../contract/text/index.ts';

type Words = { readonly [key: string]: string | Words };

/** Every sentence by its dotted key. */
function sentences(words: Words, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[prefix + key, value] as const]
        : [...sentences(value, `${prefix}${key}.`)],
    ),
  );
}

/** Languages count differently: the forms of a plural are one sentence (Unicode plural categories). */
const singular = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');
const keysOf = (map: Map<string, string>) => [...new Set([...map.keys()].map(singular))].sort();
const holes = (sentence: string) => [...new Set(sentence.match(/\{\{\w+\}\}/g) ?? [])].sort();

const english = sentences(catalogues.en);
const french = sentences(catalogues.fr);
const arabic = sentences(catalogues.ar);

describe('the catalogues', () => {
  it('say in French all that they say in English, and nothing else', () => {
    expect(keysOf(french)).toEqual(keysOf(english));
  });

  it('say in Arabic nothing that English lacks, and every screen of the app', () => {
    const known = new Set(keysOf(english));
    expect(keysOf(arabic).filter((key) => !known.has(key))).toEqual([]);
    const said = new Set(keysOf(arabic));
    const elsewhere = /^(evidence|serverPage)\./;
    expect([...known].filter((key) => !said.has(key) && !elsewhere.test(key))).toEqual([]);
  });

  it.each([
    ['fr', french],
    ['ar', arabic],
  ])('leave the same holes to be filled in %s', (_language, others) => {
    const wrong = [...others].filter(([key, sentence]) => {
      const model =
        english.get(key) ??
        english.get(`${singular(key)}_other`) ??
        english.get(singular(key)) ??
        '';
      const lacking = holes(sentence).filter((hole) => !holes(model).includes(hole));
      // A form for exactly one or two may spell the number out.
      const spelt = /_(one|two|zero)$/.test(key);
      return lacking.length > 0 || (!spelt && holes(sentence).length < holes(model).length);
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it('have every form of a plural that the language counts by', () => {
    for (const [language, said] of [
      ['en', english],
      ['ar', arabic],
    ] as const) {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const stems = new Set([...said.keys()].filter((k) => k.endsWith('_other')).map(singular));
      for (const stem of stems) {
        if (stem.startsWith('serverPage.')) continue;
        for (const form of forms) expect(said.has(`${stem}_${form}`), `${stem}_${form}`).toBe(true);
      }
    }
  });

  it('leave no sentence empty', () => {
    for (const said of [english, french, arabic]) {
      expect([...said].filter(([, sentence]) => sentence.trim() === '')).toEqual([]);
    }
  });
});

describe('whatever a candidate can meet has its words', () => {
  it.each(REASON_CODES)(
    'reason %s: what to do, why, and the way out, in three languages',
    (code) => {
      for (const { reason } of [catalogues.en, catalogues.fr, catalogues.ar]) {
        expect(reason[code].title).toBeTruthy();
        expect(reason[code].sentence).toBeTruthy();
        expect(reason[code].wayOut).toBeTruthy();
      }
    },
  );

  it.each(INCIDENT_KINDS)('incident %s', (kind) => {
    for (const { incident } of [catalogues.en, catalogues.fr, catalogues.ar]) {
      expect(incident[kind]).toBeTruthy();
    }
  });

  it('checks, faults of photos and notices', () => {
    expect(Object.keys(catalogues.en.check).sort()).toEqual([...CHECK_STEPS].sort());
    expect(Object.keys(catalogues.en.photo).sort()).toEqual([...PhotoFault.options].sort());
    expect(Object.keys(catalogues.en.notice).sort()).toEqual([...NOTICE_CODES].sort());
  });

  it('every evidence that main can name', () => {
    const known = new Set(Object.keys(catalogues.en.evidence));
    const named = sourcesOf('main').flatMap((source) =>
      [...source.matchAll(/\bcode: '([a-z_]+)'/g)].map(([, code]) => code ?? ''),
    );
    expect(named.length).toBeGreaterThan(20);
    expect([...new Set(named)].filter((code) => !known.has(code))).toEqual([]);
  });
});

describe('languages', () => {
  it.each([
    ['fr-CA', 'fr', 'ltr'],
    ['AR', 'ar', 'rtl'],
    ['ar-EG', 'ar', 'rtl'],
    ['pt', 'en', 'ltr'],
    ['', 'en', 'ltr'],
  ])('%s is spoken to in %s', (asked, spoken, direction) => {
    expect(textLanguageFor(asked)).toBe(spoken);
    expect(directionOf(textLanguageFor(asked))).toBe(direction);
  });
});

function sourcesOf(folder: string): string[] {
  const root = path.join(import.meta.dirname, '../../..', folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(root, file), 'utf8'));
}
