import type { RuleSetChange } from '../../contract/processRules/compareRuleSets.ts';
import {
  ALL_RULES,
  identityMatcher,
  OPERATING_SYSTEMS,
  PRESET_RULES,
  type Match,
  type OperatingSystem,
  type ProcessIdentity,
  type ProcessRule,
} from '../../contract/processRules.ts';

/** What a typed name may be: what a process is called, where its file lies, or its application's id. */
function readings(typed: string, system: OperatingSystem): ProcessIdentity[] {
  if (/[\\/]/.test(typed)) return [{ name: typed.split(/[\\/]/).at(-1) ?? typed, path: typed }];
  const ids = [
    { name: '', packageId: `flatpak:${typed}` },
    { name: '', packageId: `snap:${typed}` },
  ];
  return [
    { name: typed },
    ...(system === 'macos'
      ? [
          { name: '', bundleId: typed },
          { name: '', teamId: typed },
        ]
      : []),
    ...(system === 'linux' ? ids : []),
  ];
}

/** One line a system: which rule, if any, a name meets there. */
export function answerFor(typed: string): string[] {
  const preset = new Set(PRESET_RULES.map(({ id }) => id));
  const lines = OPERATING_SYSTEMS.map((system) => {
    const match = identityMatcher(ALL_RULES, system);
    const met = readings(typed, system)
      .map(match)
      .find((each): each is Match => each !== undefined);
    return met === undefined
      ? `  ${system}: no rule`
      : `  ${system}: ${say(met.rule)}, by its ${met.by.replace('_', ' ')}, ${
          preset.has(met.rule.id)
            ? 'preset: forbidden unless the exam says otherwise'
            : 'not preset'
        }`;
  });
  return [typed, ...lines];
}

function say({ id, name, category }: ProcessRule): string {
  return `${id} (${name}, ${category})`;
}

/** What a dry run prints. */
export function describeChange(change: RuleSetChange): string[] {
  const { added, removed, changed, newlyForbidden, noLongerForbidden } = change;
  return [
    `${added.length} added, ${removed.length} removed, ${changed.length} changed`,
    ...added.map((rule) => `+ ${say(rule)}`),
    ...removed.map((rule) => `- ${say(rule)}`),
    ...changed.flatMap(({ id, fields, newIdentities, goneIdentities }) => [
      `~ ${id}`,
      ...fields.map(({ field, before, after }) => `    ${field}: ${before} → ${after}`),
      ...newIdentities.map((identity) => `    + ${identity}`),
      ...goneIdentities.map((identity) => `    - ${identity}`),
    ]),
    `newly forbidden by preset: ${list(newlyForbidden)}`,
    `no longer forbidden by preset: ${list(noLongerForbidden)}`,
  ];
}

function list(ids: readonly string[]): string {
  return ids.length === 0 ? 'nothing' : ids.join(', ');
}

/** Ordinary programs that a rule set would meet and the one at hand does not: a mistake, most likely. */
export function ordinaryMet(
  rules: readonly ProcessRule[],
  namesOf: (system: OperatingSystem) => readonly string[],
): string[] {
  return OPERATING_SYSTEMS.flatMap((system) => {
    const now = identityMatcher(ALL_RULES, system);
    const then = identityMatcher(rules, system);
    return namesOf(system).flatMap((name) => {
      const met = then(name);
      if (met === undefined || now(name)?.rule.id === met.rule.id) return [];
      return [`! ${name} on ${system}, an ordinary program, would meet ${met.rule.id}`];
    });
  });
}
