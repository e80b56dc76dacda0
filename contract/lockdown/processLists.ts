import {
  BROWSER_RULES,
  namedRule,
  namesProgram,
  type ProcessCategory,
  type ProcessRule,
} from '../processRules.ts';
import type { StartParameters } from '../startParameters.ts';
import type { LockdownPolicy } from './policy.ts';

/** Which programs each rule of the exam allows. Nobody else's presence is a program, and so on. */
const ALLOWED_BY_RULE = [
  ['allow_to_use_websites', 'browser'],
  ['allow_to_use_messengers', 'messenger'],
  ['allow_to_use_calculator', 'calculator'],
  ['allow_to_use_excel', 'spreadsheet'],
] as const satisfies readonly (readonly [keyof StartParameters['rules'], ProcessCategory])[];

export type ListParameters = Pick<
  StartParameters,
  'desktopAppForbiddenProcesses' | 'desktopAppAllowedProcesses' | 'rules'
>;

/**
 * The lists of one exam, by the precedence of design §3: a non-empty forbidden list replaces the
 * preset, `[]` forbids nothing, absent is the preset; explicit forbidden beats allowed; allowed and
 * the `allow_to_use_*` rules beat the preset. Assistive software that staff named for a candidate
 * beats them all, since a candidate cannot do without it.
 */
export function processListsOf(
  parameters: ListParameters,
  preset: readonly ProcessRule[],
  assistive: readonly ProcessRule[],
): Pick<LockdownPolicy['processes'], 'forbidden' | 'allowed'> {
  const explicit = parameters.desktopAppForbiddenProcesses;
  const categories = categoriesAllowedBy(parameters.rules);
  const forbidden = withoutNames(
    explicit?.map(namedRule) ?? preset.filter((rule) => !categories.has(rule.category)),
    assistive.map((rule) => rule.name),
  );
  const named = parameters.desktopAppAllowedProcesses.filter(
    (typed) => !explicit?.some((forbiddenName) => sameName(typed, forbiddenName)),
  );
  return {
    forbidden: explicit === undefined ? withoutNames(forbidden, named) : forbidden,
    allowed: [
      ...assistive,
      ...named.map(namedRule),
      ...[...preset, ...BROWSER_RULES].filter((rule) => categories.has(rule.category)),
    ],
  };
}

/**
 * Whether the exam means other applications to be used, so that the candidate has to get to them.
 * The calculator is left out: its rule is on by default, and the app has one of its own.
 */
export function meansOtherApplications(parameters: ListParameters): boolean {
  const { allow_to_use_websites, allow_to_use_messengers, allow_to_use_excel } = parameters.rules;
  if (parameters.desktopAppAllowedProcesses.length > 0) return true;
  return allow_to_use_websites || allow_to_use_messengers || allow_to_use_excel;
}

function categoriesAllowedBy(rules: StartParameters['rules']): ReadonlySet<ProcessCategory> {
  const allowed = ALLOWED_BY_RULE.filter(([rule]) => rules[rule]);
  return new Set(allowed.map(([, category]) => category));
}

function withoutNames(rules: readonly ProcessRule[], names: readonly string[]): ProcessRule[] {
  return rules.filter((rule) => !names.some((name) => namesProgram(name, rule)));
}

function sameName(left: string, right: string): boolean {
  return namesProgram(left, namedRule(right));
}
