import type { Evidence } from '../../../contract/check.ts';
import type { Say } from '../words.ts';

/** A fact behind an incident or a check. One without a sentence is shown by its code and values. */
export function evidenceWords(evidence: Evidence, say: Say): string {
  const values = Object.entries(evidence.values).map(
    ([name, value]) => `${name}: ${String(value)}`,
  );
  const plain = [evidence.code.replaceAll('_', ' '), ...values].join(', ');
  return say.known(`evidence.${evidence.code}`, plain, evidence.values);
}
