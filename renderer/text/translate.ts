import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { appCatalogues, directionOf, textLanguageFor } from '../../contract/text/app.ts';
import type { AppCatalogue } from '../../contract/text/app.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: AppCatalogue };
  }
}

/** Prepares the catalogues, all of them bundled: a page that loses the network must still speak. */
export async function prepareText(language: string): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: Object.fromEntries(
      Object.entries(appCatalogues).map(([code, words]) => [code, { translation: words }]),
    ),
    lng: textLanguageFor(language),
    fallbackLng: 'en',
    // React escapes what it prints; escaping here as well would show `&amp;`.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  sayWhichLanguage(language);
}

/** Speaks another language from now on, in words, direction and the document's own mark. */
export async function speak(language: string): Promise<void> {
  await i18next.changeLanguage(textLanguageFor(language));
  sayWhichLanguage(language);
}

function sayWhichLanguage(language: string): void {
  document.documentElement.lang = textLanguageFor(language);
  document.documentElement.dir = directionOf(textLanguageFor(language));
}
