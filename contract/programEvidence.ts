import type { Evidence } from './check.ts';
import type { ProcessRule } from './processRules.ts';

/** A forbidden program as evidence: named by its rule, never by what this machine calls the process. */
export function programEvidence({ id, name, category }: ProcessRule): Evidence {
  const values = { program: name.slice(0, 200), rule: id.slice(0, 200), category };
  return { code: 'forbidden_program', values };
}
