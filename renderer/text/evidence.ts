import type { i18n } from 'i18next';
import type { Evidence } from '../../contract/check.ts';

/** The sentence of one fact, or its bare code where the catalogue lacks it: never silence. */
export function sayEvidence(catalogue: i18n, { code, values }: Evidence): string {
  const defaultValue = catalogue.t('common.unknownEvidence', { code });
  return catalogue.t(`evidence.${code}`, { ...values, defaultValue });
}

/** Why programs of a category are to be closed; one of no category of its own is simply not allowed. */
export function sayWhyForbidden(catalogue: i18n, category: string): string {
  const defaultValue = catalogue.t('program.why.named');
  return catalogue.t(`program.why.${category}`, { defaultValue });
}
