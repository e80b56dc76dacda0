import deskAr from './desk.ar.json' with { type: 'json' };
import deskEn from './desk.en.json' with { type: 'json' };
import deskFr from './desk.fr.json' with { type: 'json' };
import screensAr from './ar.json' with { type: 'json' };
import screensEn from './en.json' with { type: 'json' };
import evidenceEn from './evidence.en.json' with { type: 'json' };
import evidenceFr from './evidence.fr.json' with { type: 'json' };
import screensFr from './fr.json' with { type: 'json' };
import incidentsAr from './incidents.ar.json' with { type: 'json' };
import incidentsEn from './incidents.en.json' with { type: 'json' };
import incidentsFr from './incidents.fr.json' with { type: 'json' };
import reasonsAr from './reasons.ar.json' with { type: 'json' };
import reasonsEn from './reasons.en.json' with { type: 'json' };
import reasonsFr from './reasons.fr.json' with { type: 'json' };

/**
 * Everything the app says, by language, as i18next resources. English is whole and is what a sentence
 * missing elsewhere falls back to; French is whole; Arabic holds the screens and the reasons.
 */
export const appCatalogues = {
  en: {
    ...screensEn,
    desk: deskEn,
    reason: reasonsEn,
    incident: incidentsEn,
    evidence: evidenceEn,
  },
  fr: {
    ...screensFr,
    desk: deskFr,
    reason: reasonsFr,
    incident: incidentsFr,
    evidence: evidenceFr,
  },
  ar: { ...screensAr, desk: deskAr, reason: reasonsAr, incident: incidentsAr },
} as const;

/** Languages that have words of their own. */
export type TextLanguage = keyof typeof appCatalogues;
export const TEXT_LANGUAGES = Object.keys(appCatalogues) as [TextLanguage, ...TextLanguage[]];

/** The catalogue that the others follow: its keys are the keys there are. */
export type AppCatalogue = (typeof appCatalogues)['en'];

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);

/** Writing direction of a language tag, by its primary subtag. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(primarySubtag(language)) ? 'rtl' : 'ltr';
}

/** The language in which we can speak to somebody who asked for this tag; `fr-CA` gets French. */
export function textLanguageFor(language: string): TextLanguage {
  const primary = primarySubtag(language);
  return TEXT_LANGUAGES.find((known) => known === primary) ?? 'en';
}

function primarySubtag(language: string): string {
  return language.split('-', 1)[0]?.toLowerCase() ?? '';
}
