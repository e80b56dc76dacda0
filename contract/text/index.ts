import { appCatalogues } from './app.ts';
import serverAr from './server.ar.json' with { type: 'json' };
import serverEn from './server.en.json' with { type: 'json' };
import serverFr from './server.fr.json' with { type: 'json' };

export * from './app.ts';

/** Every user-visible word of the product: the app's, and `serverPage` for the server's own pages. */
export const catalogues = {
  en: { ...appCatalogues.en, ...serverEn },
  fr: { ...appCatalogues.fr, ...serverFr },
  ar: { ...appCatalogues.ar, ...serverAr },
} as const;
