import en from '../../contract/text/institutePages.en.json' with { type: 'json' };
import fr from '../../contract/text/institutePages.fr.json' with { type: 'json' };
import type { PageLanguage } from '../pages/catalogues.ts';

/** Words of the pages that a student of an institute meets; English where a language has none. */
export function pageWords(language: PageLanguage): typeof en {
  return language === 'fr' ? fr : en;
}
