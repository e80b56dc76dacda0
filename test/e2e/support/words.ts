import { appCatalogues, type TextLanguage } from '../../../contract/text/app.ts';

/** A sentence of the catalogue by its dotted key, so that tests press what candidates read. */
export function words(language: TextLanguage, key: string): string {
  let found: unknown = appCatalogues[language];
  for (const part of key.split('.')) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, part) : undefined;
  }
  if (typeof found !== 'string') throw new Error(`no text ${key} in ${language}`);
  return found;
}
