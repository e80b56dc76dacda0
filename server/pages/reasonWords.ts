import type { Reason } from '../../contract/reasons.ts';
import { catalogues, type PageLanguage } from './catalogues.ts';

/** A reason in words: what to do as a title, what is the matter, and the way out in full. */
export interface ReasonWords {
  readonly title: string;
  readonly sentence: string;
  readonly wayOut: string;
}

/** The words of a reason; English when the language lacks it. */
export function sentenceOf(reason: Reason, language: PageLanguage): ReasonWords {
  const words: Partial<Record<Reason, ReasonWords>> = catalogues[language].reason;
  return words[reason] ?? catalogues.en.reason[reason];
}
