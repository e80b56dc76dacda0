import bookingAr from '../../contract/text/booking.ar.json' with { type: 'json' };
import bookingEn from '../../contract/text/booking.en.json' with { type: 'json' };
import bookingFr from '../../contract/text/booking.fr.json' with { type: 'json' };
import deskEn from '../../contract/text/deskPage.en.json' with { type: 'json' };
import deskFr from '../../contract/text/deskPage.fr.json' with { type: 'json' };
import evidenceEn from '../../contract/text/evidence.en.json' with { type: 'json' };
import evidenceFr from '../../contract/text/evidence.fr.json' with { type: 'json' };
import incidentAr from '../../contract/text/incidents.ar.json' with { type: 'json' };
import incidentEn from '../../contract/text/incidents.en.json' with { type: 'json' };
import incidentFr from '../../contract/text/incidents.fr.json' with { type: 'json' };
import integrationEn from '../../contract/text/integration.en.json' with { type: 'json' };
import integrationFr from '../../contract/text/integration.fr.json' with { type: 'json' };
import peopleEn from '../../contract/text/people.en.json' with { type: 'json' };
import peopleFr from '../../contract/text/people.fr.json' with { type: 'json' };
import reasonAr from '../../contract/text/reasons.ar.json' with { type: 'json' };
import reasonEn from '../../contract/text/reasons.en.json' with { type: 'json' };
import reasonFr from '../../contract/text/reasons.fr.json' with { type: 'json' };
import referenceEn from '../../contract/text/reference.en.json' with { type: 'json' };
import referenceFr from '../../contract/text/reference.fr.json' with { type: 'json' };
import retentionEn from '../../contract/text/retention.en.json' with { type: 'json' };
import retentionFr from '../../contract/text/retention.fr.json' with { type: 'json' };
import serverAr from '../../contract/text/server.ar.json' with { type: 'json' };
import serverEn from '../../contract/text/server.en.json' with { type: 'json' };
import serverFr from '../../contract/text/server.fr.json' with { type: 'json' };
import warningAr from '../../contract/text/warnings.ar.json' with { type: 'json' };
import warningEn from '../../contract/text/warnings.en.json' with { type: 'json' };
import warningFr from '../../contract/text/warnings.fr.json' with { type: 'json' };

/** The staff pages' own words, one file a concern. */
const staffEn = {
  ...serverEn.serverPage,
  desk: deskEn,
  ...peopleEn,
  ...integrationEn,
  ...referenceEn,
  ...bookingEn,
  ...retentionEn,
};
const staffFr = {
  ...serverFr.serverPage,
  desk: deskFr,
  ...peopleFr,
  ...integrationFr,
  ...referenceFr,
  ...bookingFr,
  ...retentionFr,
};

/** The words that the server needs: its own pages, and what it shares with the app. Not the app's screens. */
export const catalogues = {
  en: {
    ...serverEn,
    serverPage: staffEn,
    reason: reasonEn,
    incident: incidentEn,
    evidence: evidenceEn,
    warning: warningEn,
  },
  fr: {
    ...serverFr,
    serverPage: staffFr,
    reason: reasonFr,
    incident: incidentFr,
    evidence: evidenceFr,
    warning: warningFr,
  },
  ar: {
    ...serverAr,
    serverPage: { ...serverAr.serverPage, ...bookingAr },
    reason: reasonAr,
    incident: incidentAr,
    warning: warningAr,
  },
} as const;

/** Languages in which there are pages. Arabic has what a candidate meets; the rest falls back to English. */
export type PageLanguage = keyof typeof catalogues;
export const PAGE_LANGUAGES = Object.keys(catalogues) as readonly PageLanguage[];
