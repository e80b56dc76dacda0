import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECK_STATES, CHECK_STEPS } from '../../../contract/check.ts';
import { catalogues } from '../../../server/pages/catalogues.ts';
import { AUDIT_ACTIONS } from '../../../server/storage/auditActions.ts';
import arabic from '../../../contract/text/server.ar.json' with { type: 'json' };
import english from '../../../contract/text/server.en.json' with { type: 'json' };
import french from '../../../contract/text/server.fr.json' with { type: 'json' };
import {
  acceptedLanguages,
  pickLanguage,
  sayIn,
  STAFF_LANGUAGES,
} from '../../../server/pages/words.ts';

/** Dotted paths of a catalogue; plural endings are the language's own affair. */
function pathsOf(words: object, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [prefix + key.replace(/_(zero|one|two|few|many|other)$/, '')]
      : pathsOf(value as object, `${prefix}${key}.`),
  );
}

/** `{{count}}` and the like, sorted. */
const holesIn = (sentence: string): string[] => (sentence.match(/\{\{\w+\}\}/g) ?? []).sort();

function sentencesOf(words: object, prefix = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : sentencesOf(value as object, `${prefix}${key}.`),
  );
}

describe('the words of the server’s pages', () => {
  it('are complete in French', () => {
    expect(new Set(pathsOf(french))).toEqual(new Set(pathsOf(english)));
  });

  it.each(['en', 'fr'] as const)('name in %s every deed of the audit, and no other', (language) => {
    const { auditName } = catalogues[language].serverPage;
    expect(Object.keys(auditName).sort()).toEqual([...AUDIT_ACTIONS].sort());
    expect(Object.values(auditName).filter((name) => name.trim() === '')).toEqual([]);
  });

  it('are in Arabic what a candidate meets, and nothing that English does not have', () => {
    const known = new Set(pathsOf(english));
    expect(pathsOf(arabic).filter((path) => !known.has(path))).toEqual([]);
    const met = ['start.', 'problem.', 'download.', 'footer.'].map((part) => `serverPage.${part}`);
    const needed = pathsOf(english).filter((path) => met.some((part) => path.startsWith(part)));
    expect(needed.filter((path) => !pathsOf(arabic).includes(path))).toEqual([]);
  });

  it.each([french, arabic])('leave no hole of a sentence unfilled', (translated) => {
    const original = new Map(sentencesOf(english));
    for (const [path, sentence] of sentencesOf(translated)) {
      const same = original.get(path);
      if (same !== undefined && holesIn(same).length > 0 && !/_(one|two)$/.test(path)) {
        expect([path, holesIn(sentence)]).toEqual([path, holesIn(same)]);
      }
    }
  });

  it('count in the language’s own way', () => {
    expect(sayIn('en')('start.minutes', { count: 1 })).toBe('1 minute');
    expect(sayIn('ar')('start.minutes', { count: 2 })).toBe('دقيقتان');
    expect(sayIn('ar')('start.minutes', { count: 5 })).toBe('5 دقائق');
  });

  it('are all used by a page', () => {
    const sources = readdirSync(new URL('../../../server/pages/', import.meta.url), {
      recursive: true,
      encoding: 'utf8',
    })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) =>
        readFileSync(new URL(`../../../server/pages/${file}`, import.meta.url), 'utf8'),
      )
      .join('\n');
    const unused = [...new Set(pathsOf(english.serverPage))].filter((path) => {
      if (sources.includes(`'${path}'`) || sources.includes(`"${path}"`)) return false;
      // Keys made of data: `step.${step}`, `index.${who}Why`.
      const [group = '', key = ''] = path.split('.');
      const made = [
        ...sources.matchAll(new RegExp(`\`(?:serverPage\\.)?${group}\\.([^\`]*)\``, 'g')),
      ];
      return !made.some(([, rest = '']) =>
        new RegExp(`^${rest.replace(/\$\{[^}]*\}/g, '\\w+')}$`).test(key),
      );
    });
    expect(unused).toEqual([]);
  });

  it('name every step and every state of the system check', () => {
    for (const language of STAFF_LANGUAGES) {
      for (const step of CHECK_STEPS) expect(sayIn(language)(`step.${step}`)).not.toContain('.');
      for (const state of CHECK_STATES) {
        expect(sayIn(language)(`checkState.${state}`)).not.toContain('.');
      }
    }
  });
});

describe('the language of a page', () => {
  it.each([
    ['fr-CA, en;q=0.8', 'fr'],
    ['de, ar;q=0.5, fr;q=0.9', 'fr'],
    ['de', 'en'],
    ['fr;q=0, ar', 'ar'],
    ['', 'en'],
    ['*', 'en'],
    [undefined, 'en'],
  ])('for %j is %s', (header, language) => {
    expect(pickLanguage(acceptedLanguages(header))).toBe(language);
  });

  it('is one that the staff pages have', () => {
    expect(pickLanguage(['ar'], STAFF_LANGUAGES)).toBe('en');
  });
});
