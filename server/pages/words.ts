import { createInstance } from 'i18next';
import { catalogues, PAGE_LANGUAGES, type PageLanguage } from './catalogues.ts';

const catalogue = createInstance();
await catalogue.init({
  resources: {
    en: { words: catalogues.en },
    fr: { words: catalogues.fr },
    ar: { words: catalogues.ar },
  },
  defaultNS: 'words',
  fallbackLng: 'en',
  // React escapes what it prints; escaping here as well would show `&amp;`.
  interpolation: { escapeValue: false },
});

type Words = (typeof catalogues)['en']['serverPage'];

/** Dotted paths below `serverPage`, plural endings left off: `start.open`, `start.minutes`. */
export type Key = Paths<Words>;
type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${Paths<T[K]>}`;
}[keyof T & string];
type Singular<K extends string> = K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K;

type Values = Readonly<Record<string, string | number | boolean>>;

/** Says a sentence in one language; a sentence that it lacks is said in English. */
export interface Say {
  (key: Key, values?: Values): string;
  /**
   * For keys made of data and words that the app has too, `evidence.<code>`: the whole path in the
   * catalogue, and what to say when nothing stands there.
   */
  known(path: string, fallback: string, values?: Values): string;
  readonly language: PageLanguage;
  readonly direction: 'ltr' | 'rtl';
}

const NO_VALUES: Values = {};
const voices = new Map<PageLanguage, Say>();

export function sayIn(language: PageLanguage): Say {
  const voice = voices.get(language) ?? newVoice(language);
  voices.set(language, voice);
  return voice;
}

function newVoice(language: PageLanguage): Say {
  const translator = catalogue.getFixedT(language);
  const translate = (path: string, values: Values): string =>
    // A path that nobody wrote shows itself: a test finds it, a reader can still tell it on.
    translator(path, { ...values, defaultValue: path });
  // A list of students says the same words thousands of times; those without values are kept.
  const said = new Map<Key, string>();
  const say = (key: Key, values = NO_VALUES): string => {
    if (values !== NO_VALUES) return translate(`serverPage.${key}`, values);
    const sentence = said.get(key) ?? translate(`serverPage.${key}`, values);
    said.set(key, sentence);
    return sentence;
  };
  return Object.assign(say, {
    known: (path: string, fallback: string, values = NO_VALUES): string =>
      catalogue.exists(path, { lng: language }) ? translate(path, values) : fallback,
    language,
    direction: language === 'ar' ? ('rtl' as const) : ('ltr' as const),
  });
}

/** Staff pages exist in the languages whose catalogue is whole. */
export const STAFF_LANGUAGES: readonly PageLanguage[] = ['en', 'fr'];

/** The first wish that there are pages in, by its primary subtag (`fr-CA` is French); else English. */
export function pickLanguage(
  wishes: readonly string[],
  offered: readonly PageLanguage[] = PAGE_LANGUAGES,
): PageLanguage {
  for (const wish of wishes) {
    const primary = wish.split('-', 1)[0]?.toLowerCase();
    const found = offered.find((language) => language === primary);
    if (found !== undefined) return found;
  }
  return 'en';
}

/** Language tags of an `Accept-Language` header, most wanted first (RFC 9110 §12.5.4). */
export function acceptedLanguages(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/;\s*q=/);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}
