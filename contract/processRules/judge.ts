import type { ProcessIdentity } from './identity.ts';
import { identityMatcher, MARKS, type Match } from './match.ts';
import type { OperatingSystem, ProcessRule } from './rule.ts';

export type ProcessVerdict =
  | { readonly verdict: 'forbidden'; readonly rule: ProcessRule }
  | { readonly verdict: 'allowed'; readonly rule: ProcessRule }
  | { readonly verdict: 'unlisted' };

/** The lists of a policy. */
export interface ProcessLists {
  readonly forbidden: readonly ProcessRule[];
  readonly allowed: readonly ProcessRule[];
}

/**
 * What a policy says of a process: the exam's own list first, then what it allows, then the preset. What
 * is allowed by a name alone, but is another program by a mark that renaming does not change, is that
 * other program; assistive software that staff named is always itself.
 */
export function processJudge(
  lists: ProcessLists,
  system: OperatingSystem,
): (process: ProcessIdentity | string) => ProcessVerdict {
  const ofCategory = (rules: readonly ProcessRule[], category: ProcessRule['category']) =>
    identityMatcher(
      rules.filter((rule) => rule.category === category),
      system,
    );
  const assistive = ofCategory(lists.allowed, 'assistive');
  const named = ofCategory(lists.forbidden, 'named');
  const allowed = identityMatcher(lists.allowed, system);
  const forbidden = identityMatcher(lists.forbidden, system);
  return (process) => {
    const assisting = assistive(process);
    if (assisting !== undefined) return { verdict: 'allowed', rule: assisting.rule };
    const forbiddenByName = named(process);
    if (forbiddenByName !== undefined) return { verdict: 'forbidden', rule: forbiddenByName.rule };
    const allowedBy = allowed(process);
    const forbiddenBy = forbidden(process);
    if (allowedBy !== undefined && !isDisguise(allowedBy, forbiddenBy))
      return { verdict: 'allowed', rule: allowedBy.rule };
    if (forbiddenBy !== undefined) return { verdict: 'forbidden', rule: forbiddenBy.rule };
    return { verdict: 'unlisted' };
  };
}

function isDisguise(allowed: Match, forbidden: Match | undefined): boolean {
  return forbidden !== undefined && strengthOf(forbidden) > strengthOf(allowed);
}

/** The maker's own marks count alike; they all outdo a place, and a place outdoes a name. */
function strengthOf({ by }: Match): number {
  return by === 'name' || by === 'path' ? -MARKS.indexOf(by) : 0;
}
