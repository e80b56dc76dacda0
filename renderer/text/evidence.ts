import type { i18n } from 'i18next';
import type { Evidence } from '../../contract/check.ts';

/** The sentence of one fact, or its bare code where the catalogue lacks it: never silence. */
export function sayEvidence(catalogue: i18n, { code, values }: Evidence): string {
  const defaultValue = catalogue.t('common.unknownEvidence', { code });
  return catalogue.t(`evidence.${code}`, { ...values, defaultValue });
}
