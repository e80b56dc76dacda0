import { comparable } from './processRules/identity.ts';
import type { ProcessRule } from './processRules/rule.ts';

export type { ProcessIdentity } from './processRules/identity.ts';
export { processJudge, type ProcessLists, type ProcessVerdict } from './processRules/judge.ts';
export {
  identityMatcher,
  matchProcess,
  processMatcher,
  type Mark,
  type Match,
} from './processRules/match.ts';
export {
  assistiveRule,
  namedRule,
  OPERATING_SYSTEMS,
  OperatingSystem,
  ProcessCategory,
  ProcessRule,
} from './processRules/rule.ts';
export {
  ALL_RULES,
  BROWSER_RULES,
  PHONE_LINK_RULES,
  PRESET_RULES,
  presetOf,
  RULE_SET_VERSION,
} from './processRules/ruleSet.ts';

/** Whether a typed name is one of the names of a rule, on whichever system; letter case aside. */
export function namesProgram(typed: string, rule: ProcessRule): boolean {
  const wanted = comparable(typed, 'macos');
  const names = [...rule.windows, ...rule.macos, ...rule.linux, ...(rule.bundleIds ?? [])];
  return names.some((name) => comparable(name, 'macos') === wanted);
}
