import { CheckStep, type Evidence } from '../../../contract/check.ts';
import type { Say } from '../words.ts';

/** A fact behind an incident or a check. One without a sentence is shown by its code and values. */
export function evidenceWords(evidence: Evidence, say: Say): string {
  const values = Object.entries(evidence.values).map(
    ([name, value]) => `${name}: ${String(value)}`,
  );
  const plain = [evidence.code.replaceAll('_', ' '), ...values].join(', ');
  // A step travels by its code, and has a name in every language.
  const step = CheckStep.safeParse(evidence.values['step']);
  const named = step.success ? { step: say(`step.${step.data}`) } : {};
  return say.known(`evidence.${evidence.code}`, plain, { ...evidence.values, ...named });
}
